r"""What a lesson's prose says has a twin in the self-test: each number, in its place, each formula.

For authors. The self-test ends in a dict of the Markdown cells that hold numbers. Each entry has
the numbers of its cell, as they are written there and in their order; words between them are free:

    {
        "peak-seen": f"{law(2 / 3):.3f} at A = {2 / 3:.2f}, {law(1 / 3) / law(2 / 3):.1g} of it",
        "race": f"from z = 4, {fast} epochs; twice",
    }

Run the writer: it computes the entries and saves them, nbval compares them from then on, and the
rule holds them against the prose. What a cell *finds* stands in braces, so that it is computed.
What it *chooses* may stand outside: a single digit, a number that the lesson's code holds too, or
a number of a question that the reader is asked.

- A number is read with its sign, exponent and per cent: −0.20, 10⁻³, ``$3 \cdot 10^{-3}$``, 5 %.
- A number word is read as its number: twice, half, a tenth, three quarters, a hundred, and from
  three on the words to count with; one and two only before a unit: two epochs, one digit.
- Of a formula in a line, decimals are read, and the sides that are numbers: in ``$z = -6$`` the −6.
- Not read: code, links, references ("lesson 03", "article 2"), years in brackets, the line on
  time, and the further reading.

A displayed formula stands in the message of an assertion that fails when it is wrong, in the order
of the lesson; a formula in a line stands there too, or in a displayed one, a derivation or code:

    assert np.allclose(sigmoid(z), 1 / (1 + np.exp(-z))), r"$$a = \frac{1}{1 + e^{-z}}$$"
"""

import ast
import re
from itertools import zip_longest

from lesson import Complaints, Lesson, bare_code, output_text, prose
from nbformat import NotebookNode

from rules.form import REPAIRS

REPAIRED = "**Repaired"
# ---- what a text claims --------------------------------------------------------------------

DISPLAYED = re.compile(r"\$\$(.*?)\$\$", re.S)
INLINE = re.compile(r"\$([^$]+)\$")
RELATION = re.compile(
    r"[=<>≈;:]|,(?![^()]*\))|\\(?:approx|leq?|geq?|ll|gg|ne|to|propto|sim|mid|i?q?quad|leftarrow|in)(?![a-z])"
)
SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
PLAIN = {"−": "-", "½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"}

COUNT = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
COUNT |= {"eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "fifty": 50}
FEW = {"one": 1, "two": 2}
VALUE = COUNT | FEW | {"a": 1}
POWER = {"hundred": 100, "thousand": 1000, "million": 10**6}
PART = {"half": 2, "halve": 2, "quarter": 4}
ORDINAL = {"third": 3, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
ORDINAL |= {"hundredth": 100, "thousandth": 1000, "millionth": 10**6}
PART |= ORDINAL
TIMES = {"twice": 2, "double": 2, "doubled": 2, "doubles": 2, "thrice": 3, "triple": 3}
UNIT = r"times|fold|per ?cent|epochs?|steps?|digits|decimals|orders|nats?|bits?"

NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?(?:/\d+)?(?:e[-+]?\d+|(?:·10)?\^-?\d+)?(?:\s?%)?(?!\.?\w)"
CLAIM = re.compile(
    rf"(?P<number>(?<![\w.])[-+±]?{NUMBER}|(?<![\w.]){NUMBER})"
    rf"|(?<![\w-])(?:(?:(?P<many>{'|'.join(VALUE)})\s)?(?P<part>{'|'.join(PART)})s?"
    rf"|(?P<times>{'|'.join(TIMES)})"
    rf"|(?:(?P<of>{'|'.join(VALUE)})\s)?(?P<power>{'|'.join(POWER)})"
    rf"|(?P<count>{'|'.join(COUNT)}|(?:{'|'.join(FEW)})(?=\s(?:{UNIT})\b)))(?![\w-])",
    re.I,
)
QUESTION = re.compile(r"\*\*(?:Predict|Question).*(?:\n.+)*")
NO_CLAIM = re.compile(
    r"\b(?:articles?|chapters?|sections?|lessons?|notebooks?|exercises?|questions?|zhihu)"
    r" \d[\d.]*\b(?:(?:,| and| to| or) \d\d?\b(?!\.?\d))*"
    r"|^\*\*Time\*\*.*|^ *\d+\. |(?<![-+\w.,])0\d\b|\((?:19|20)\d\d\)",
    re.I | re.M,
)


def claims(text: str) -> list[str]:
    """The numbers that a text states, in their order, words and formulas in lines included."""
    text = NO_CLAIM.sub(" ", DISPLAYED.sub(" ", text))
    text = plain(INLINE.sub(lambda math: f" {' '.join(sides(math[1])[0])} ", text))
    return [token for match in CLAIM.finditer(text) if (token := value(match))]


def value(match: re.Match) -> str:
    """A number as it is written, a number word as its number, nothing for an ordinal."""
    if match["number"]:
        return re.sub(r"[,\s]|(?<=e)\+|(?<=e-)0+|(?<=e)0+(?=\d)", "", match["number"])
    many, part, times, of, power, count = (word and word.lower() for word in match.groups()[1:])
    if part:
        return "" if part in ORDINAL and not many else f"{VALUE[many or 'one']}/{PART[part]}"
    return str(
        TIMES[times] if times else VALUE[of or "one"] * POWER[power] if power else VALUE[count]
    )


def plain(text: str) -> str:
    """Numbers in one spelling, be they typed, set in LaTeX or in superscripts."""
    text = re.sub(r"[⁻⁰¹²³⁴-⁹]+", lambda run: "^" + run[0].translate(SUPERSCRIPT), text)
    for sign, spelling in PLAIN.items():
        text = text.replace(sign, spelling)
    return re.sub(r"\s*[·×]\s*10\^", "·10^", text)


def sides(math: str) -> tuple[list[str], list[str]]:
    """The sides of a formula in a line that are numbers, and those that are formulas."""
    numbers, formulas = [], []
    for side in RELATION.split(re.sub(r"\\[,;!]|\{,\}", "", math)):
        text = re.sub(r"\\[td]?frac\s*(?:\{(\d+)\}|(\d))\s*(?:\{(\d+)\}|(\d))", r"\1\2/\3\4", side)
        for command, sign in {r"\pm": "±", r"\cdot": "·", r"\times": "·", r"\%": "%"}.items():
            text = text.replace(command, sign)
        text = re.sub(r"[\s{}]", "", plain(text))
        decimals = re.findall(r"-?\d+\.\d+", text)
        if re.search(r"[a-zA-Zα-ω|\\]", text):
            numbers += decimals
            text = re.sub(r"_(?:\d+|\w)|-?\d+\.\d+", "", text)
            text = re.sub(r"\\partial\w/\\partial\w", "", text)
            formulas += [side.strip()] if re.search(r"\d|\w[)\]]?[-+^/]", text) else []
        else:
            numbers += re.findall(rf"[-+±]?{NUMBER}", text)
    return numbers, formulas


def bare(formula: str) -> str:
    """A formula without what only sets it: spaces, braces, brackets' sizes; numpy's as LaTeX's."""
    formula = formula.replace("**", "^").replace("−", "-")
    formula = re.sub(r"\\(?:left|right|big[lr]?|cdot|[lr]vert|[,;!])(?![a-z])", "", formula)
    for quotient in r"\\[td]?frac{([^{}]*)}{([^{}]*)}", r"\\[td]?frac(\d)(\d)":
        formula = re.sub(quotient, r"\1/\2", formula)
    return re.sub(r"[\s{}*|&]|np\.", "", formula)


# ---- the rules -----------------------------------------------------------------------------


def dollars(lesson: Lesson) -> Complaints:
    """The dollar signs of a paragraph, and of a row of a table, make pairs."""
    for cell in lesson.markdown:
        text = re.sub(r"```.*?```", "", cell.source, flags=re.S)
        for paragraph in re.split(r"\n\s*\n|\n(?=\||- |\d+\. )", text):
            rest = re.sub(r"`[^`]*`|\\\$", "", paragraph)
            if "$" in INLINE.sub("", DISPLAYED.sub("", rest)):
                yield f"{cell.id}: a $ without its pair: {paragraph.strip()[:60]}"


def twins(lesson: Lesson) -> Complaints:
    """The self-test computes each number of the prose, cell by cell and in its order."""
    test = lesson["self-test"]
    computed, given = computed_twins(test), given_twins(test)
    cells = {cell.id: cell for cell in lesson.markdown if cell.id != "further-reading"}
    for cell_id in computed.keys() - cells.keys():
        yield f"self-test: there is no Markdown cell {cell_id}"
    chosen = set(claims(" ".join(bare_code(cell) for cell in lesson.code if cell is not test)))
    for cell_id, cell in cells.items():
        said, twin = claims(prose(cell)), claims(computed.get(cell_id, ""))
        if said != twin:
            yield f"{cell_id}: the prose says {' '.join(said)}, the self-test {' '.join(twin)}"
        options = set(claims("\n\n".join(QUESTION.findall(prose(cell)))))
        for number in given.get(cell_id, []):
            if not re.fullmatch(r"[-+±]?\d(/\d)?", number) and number not in chosen | options:
                yield f"{cell_id}: {number} is neither computed in the self-test nor set in code"


def computed_twins(test: NotebookNode) -> dict[str, str]:
    """What the self-test's last line came to, by cell."""
    texts = [out["data"]["text/plain"] for out in test.get("outputs", []) if "data" in out]
    return ast.literal_eval(texts[-1]) if texts else {}


def given_twins(test: NotebookNode) -> dict[str, list[str]]:
    """The numbers that stand outside of braces in the self-test's last line, by cell."""
    last = ast.parse(test.source).body[-1]
    if not isinstance(last, ast.Expr) or not isinstance(last.value, ast.Dict):
        return {}
    given = {}
    for key, entry in zip(last.value.keys, last.value.values, strict=True):
        parts = entry.values if isinstance(entry, ast.JoinedStr) else [entry]
        literal = [str(part.value) if isinstance(part, ast.Constant) else "x" for part in parts]
        given[ast.literal_eval(key)] = claims("".join(literal))
    return given


def formulas(lesson: Lesson) -> Complaints:
    """A displayed formula is asserted in the self-test, one in a line there or elsewhere."""
    quoted, quotes = [], []
    for node in ast.walk(ast.parse(lesson["self-test"].source)):
        if isinstance(node, ast.Assert) and isinstance(node.msg, ast.Constant):
            if not any(isinstance(part, ast.Name) for part in ast.walk(node.test)):
                yield f"self-test: an assertion that cannot fail: {ast.unparse(node.test)}"
            quoted += [re.sub(r"\s", "", text) for text in DISPLAYED.findall(str(node.msg.value))]
            quotes.append(bare(str(node.msg.value)))
    shown = [(cell.id, text) for cell in lesson.markdown for text in DISPLAYED.findall(prose(cell))]
    for shows, quote in zip_longest(shown, quoted):
        cell_id, formula = shows or ("self-test", "")
        if re.sub(r"\s", "", formula) != quote:
            yield f"{cell_id}: displays {formula}, where the self-test asserts {quote}"
            break  # those after it are out of step
    for cell in lesson.code:
        if cell.id != "self-test":
            quotes += [bare(bare_code(cell)), bare(output_text(cell))]
    for cell in lesson.markdown:
        for math in INLINE.findall(DISPLAYED.sub(" ", prose(cell))):
            for side in sides(math)[1]:
                if not any(bare(side) in quote for quote in quotes):
                    yield f"{cell.id}: ${side}$ stands nowhere else; quote it in an assertion"


def errata(lesson: Lesson) -> Complaints:
    """The articles' slips are repaired in one lesson, each in the open; the others carry none."""
    slips = {tag for cell in lesson.cells for tag in cell.metadata.get("tags", []) if tag[0] == "E"}
    if lesson.name != REPAIRS:
        yield from (f"{slip}: belongs into {REPAIRS}" for slip in sorted(slips))
        for cell in lesson.markdown:
            if re.search(r"\berrat(?:um|a)\b|\barticles? [1-4]\b", prose(cell), re.I):
                yield f"{cell.id}: speaks of an article's slip, or of an article"
        return
    for slip in sorted(slips):
        cells = [c for c in lesson.markdown if slip in c.metadata.get("tags", [])]
        if not any(REPAIRED in cell.source for cell in cells):
            yield f"{slip}: no Markdown cell with this tag holds {REPAIRED}**"
