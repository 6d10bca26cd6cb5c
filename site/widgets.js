// Where require.js finds the packages of the widgets: beside this file.
{
  const packages = new URL("packages", document.currentScript.src).href;
  requirejs.config({
    paths: {
      "@jupyter-widgets/html-manager": `${packages}/@jupyter-widgets/html-manager`,
      anywidget: `${packages}/anywidget/dist/index`,
    },
  });
}
