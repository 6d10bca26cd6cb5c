"""What every lesson keeps to: one rule a function, which yields its complaints."""

from rules.exercises import exercise_cells, exercise_module, solutions, wrong_answers
from rules.form import (
    budget,
    cell_ids,
    closing,
    folded,
    imports,
    name_and_title,
    order,
    outcomes,
    readme_row,
    sections,
    sizes,
)
from rules.outputs import executed, figures, forbidden
from rules.prose import dollars, errata, formulas, twins
from rules.slides import on_slides

RULES = [
    name_and_title,
    cell_ids,
    order,
    outcomes,
    imports,
    sections,
    sizes,
    budget,
    folded,
    closing,
    readme_row,
    figures,
    executed,
    forbidden,
    dollars,
    twins,
    formulas,
    errata,
    exercise_cells,
    exercise_module,
    solutions,
    wrong_answers,
    on_slides,
]
