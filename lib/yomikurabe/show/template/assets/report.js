// Draws the figures of a page from the JSON that stands in it, in the colours of the page.
"use strict";
(() => {
  const PAPER = 660; // pixels that fit between the margins of A4
  const BREAK = /, (?=[^,]*$)|(?=（)| (?=\([^(]*$)/; // where the title of an axis may go on in a second line
  const narrow = () => window.innerWidth < 620;
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  /** The figure's layout as this page and this width want it: its title stands in the HTML already. */
  function adapted(data, layout) {
    const page = structuredClone(layout);
    const template = ((page.template ??= {}).layout ??= {});
    delete page.title;
    page.margin = { ...page.margin, t: 24 };
    template.font = { ...template.font, color: colour("--muted"), size: narrow() ? 11 : 13 };
    for (const axis of ["xaxis", "yaxis"]) {
      template[axis] = { ...template[axis], gridcolor: colour("--line"), linecolor: colour("--line") };
    }
    const label = template.hoverlabel;
    template.hoverlabel = { ...label, bgcolor: colour("--raised"), bordercolor: colour("--line") };
    template.hoverlabel.font = { ...label?.font, color: colour("--ink") };
    if (matchMedia("(pointer: coarse)").matches) page.dragmode = false; // a finger scrolls the page
    return narrow() ? narrowed(data, page) : page;
  }

  /** Less beside the plot and fewer ticks below it; the legend, in one column, gets room of its own. */
  function narrowed(data, page) {
    page.height += 18 * data.filter((trace) => trace.name && trace.showlegend !== false).length;
    for (const [name, axis] of Object.entries(page)) {
      if (!/^[xy]axis/.test(name)) continue;
      const words = axis.title?.text ?? "";
      axis.title = { ...axis.title, text: words.replace(BREAK, (found) => found.trim() + "<br>") };
      if (name.startsWith("yaxis") && axis.ticktext && axis.type !== "log") axis.title.text = "";
      if (name.startsWith("yaxis")) continue;
      axis.nticks = 4;
      if (axis.type === "log" && axis.tickvals?.length > 4) {
        axis.tickvals = axis.tickvals.filter((_, i) => i % 2 === 0);
        axis.ticktext = axis.ticktext.filter((_, i) => i % 2 === 0);
      }
    }
    return page;
  }

  /** Names beside points have no room on a narrow page; the pointer tells them. */
  const named = (data) =>
    narrow() && data.some((trace) => trace.textposition && Array.isArray(trace.textposition))
      ? data.map((trace) => ({ ...trace, mode: "markers" }))
      : data;

  async function draw(figure) {
    const { data, layout } = JSON.parse(figure.querySelector("script").textContent);
    const words = JSON.parse(document.getElementById("figure-words").textContent);
    const lang = document.documentElement.lang;
    const area = figure.querySelector(".plot");
    Plotly.register({ moduleType: "locale", name: lang, dictionary: words, format: {} });
    const config = {
      displaylogo: false,
      locale: lang,
      modeBarButtons: [["zoomIn2d", "zoomOut2d", "resetScale2d", "toImage"]],
      responsive: true,
      showSendToCloud: false,
    };
    const redraw = () => {
      const page = adapted(data, layout);
      if (page.height) area.style.height = `${page.height}px`;
      return Plotly.react(area, named(data), page, config);
    };
    await redraw();
    area.on("plotly_click", (event) => {
      const address = event.points[0].customdata;
      if (typeof address === "string" && /^sources\/[\w%.~-]+(#s\d+)?$/.test(address)) location.href = address;
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
    matchMedia("(max-width: 619px)").addEventListener("change", redraw);
    addEventListener("beforeprint", () => Plotly.relayout(area, { width: PAPER }));
    addEventListener("afterprint", () => Plotly.relayout(area, { width: null, autosize: true }));
    figure.dataset.drawn = "yes";
  }

  /** One after the other, each painted before the next is begun: the first is there soon. */
  async function drawAll() {
    for (const figure of document.querySelectorAll("figure.drawn")) {
      await draw(figure);
      await new Promise((painted) => setTimeout(painted));
    }
  }
  drawAll();
})();
