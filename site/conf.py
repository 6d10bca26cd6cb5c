"""How Sphinx makes pages of the executed lessons; `tools/make_site.py` calls it."""

author = ""
project = "Why cross-entropy and not squared error?"
html_title = project
language = "en"

extensions = ["myst_nb"]
nb_execution_mode = "off"  # they are executed before, as `make notebooks` does it
myst_enable_extensions = ["amsmath", "dollarmath"]
myst_update_mathjax = False  # mathjax.js says it

html_theme = "sphinx_book_theme"
html_theme_options = {
    "navbar_persistent": [],  # the search is in the sidebar
    "secondary_sidebar_items": {"**": ["page-toc"], "index": []},
    "use_download_button": False,
    "use_fullscreen_button": False,
}
html_context = {"default_mode": "auto"}  # light or dark, as the reader's system is
html_favicon = "favicon.svg"
html_static_path = ["style.css", "page.js", "widgets.js"]
html_css_files = ["style.css"]
html_js_files = [("page.js", {"defer": "defer"})]
html_show_sourcelink = False
html_copy_source = False
html_show_copyright = False
html_use_index = False

# What pages load, served from the site itself.
mathjax_path = "packages/mathjax/es5/tex-chtml-full.js"
mathjax_config_path = "mathjax.js"
nb_ipywidgets_js = {
    "packages/requirejs/require.js": {},
    "widgets.js": {},  # tells require.js where the packages are
    "packages/@jupyter-widgets/html-manager/dist/embed-amd.js": {},
}
