// Draws charts from data that stand in the page. Their tables stand beside them: without this script nothing is lost.
(function () {
  "use strict";
  const SYMBOLS = ["circle", "rect", "triangle", "diamond", "arrow"];
  const LINES = ["solid", "dashed", "dotted", [8, 3, 2, 3], [2, 6]];

  function ink(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function weeks(data) {
    return {
      legend: { bottom: 0, textStyle: { color: ink("--ink") } },
      grid: { left: 44, right: 16, top: 16, bottom: 96 },
      xAxis: { type: "category", data: data.weeks, axisLabel: { color: ink("--soft") } },
      yAxis: { type: "value", min: 0, max: 100, axisLabel: { formatter: "{value} %", color: ink("--soft") }, splitLine: { lineStyle: { color: ink("--line") } } },
      series: data.series.map((one, n) => ({
        type: "line", name: one.name, data: one.values, symbol: SYMBOLS[n % 5], symbolSize: 8, lineStyle: { type: LINES[n % 5] },
      })),
    };
  }

  function change(data) {
    return {
      legend: { bottom: 0, textStyle: { color: ink("--ink") } },
      grid: { left: 8, right: 24, top: 8, bottom: 48, containLabel: true },
      xAxis: { type: "value", min: 0, max: 4, axisLabel: { color: ink("--soft") }, splitLine: { lineStyle: { color: ink("--line") } } },
      yAxis: { type: "category", inverse: true, data: data.names, axisLabel: { color: ink("--ink"), width: 150, overflow: "truncate" } },
      series: data.series.map((one) => ({ type: "bar", name: one.name, data: one.values })),
    };
  }

  function draw(box) {
    const data = JSON.parse(box.dataset.chart);
    const chart = window.echarts.init(box, null, { renderer: "svg" });
    const option = data.kind === "weeks" ? weeks(data) : change(data);
    // The box has its own label and a table beside it; patterns tell series apart in black and white.
    chart.setOption(Object.assign(option, { animation: false, tooltip: { trigger: "axis", renderMode: "richText" }, aria: { enabled: false, decal: { show: true } } }));
    window.addEventListener("resize", () => chart.resize());
  }

  if (window.echarts) document.querySelectorAll("[data-chart]").forEach((box) => { box.style.display = "block"; draw(box); });
})();
