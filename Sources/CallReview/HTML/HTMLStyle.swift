/// The one style sheet of every page: for the screen in light and dark, on paper always light, A4.
enum HTMLStyle {
  static let sheet: StaticString = """

    :root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--paper:#fff;--good:#0072b2;--bad:#b33f00;--bar:#0072b2;--fill:#eaf3fa}
    @media screen and (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9da7b1;--line:#3d444d;--paper:#15191f;--good:#56b4e9;--bad:#ff9a57;--bar:#56b4e9;--fill:#1d2b38}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 "Noto Sans CJK SC","Microsoft YaHei","PingFang SC",SimSun,sans-serif}
    main{max-width:60rem;margin:0 auto;padding:1.2rem}
    h1{font-size:1.6rem;margin:.2rem 0 .3rem}
    h2{font-size:1.15rem;margin:1.6rem 0 .5rem;border-bottom:1px solid var(--line);padding-bottom:.2rem}
    p{margin:.4rem 0}
    .soft{color:var(--soft)}
    .bad{color:var(--bad);font-weight:600}
    table{border-collapse:collapse;margin:.5rem 0;width:100%;font-size:.9rem}
    caption{text-align:left;color:var(--soft);padding:.2rem 0}
    th,td{border-bottom:1px solid var(--line);padding:.22rem .5rem;text-align:left;vertical-align:top}
    th{background:var(--fill);font-weight:600}
    .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    .tiles{display:grid;grid-template-columns:repeat(3,1fr);gap:.6rem;margin:.6rem 0}
    .tile{border:1px solid var(--line);border-radius:.4rem;padding:.5rem .8rem}
    .tile b{display:block;font-size:1.5rem;font-variant-numeric:tabular-nums}
    figure{margin:.6rem 0}
    figcaption{color:var(--soft);font-size:.9rem}
    svg{display:block;width:100%;height:auto}
    svg text{font-size:13px;fill:var(--ink)}
    .scroll{overflow-x:auto}
    details{margin:.2rem 0}
    details td{white-space:nowrap;padding:.15rem .3rem;font-size:.8rem}
    .number+td:not(.number),.number+th:not(.number){padding-left:1.8rem}
    .grid{display:grid;grid-template-columns:1fr 1fr;gap:1.2rem}
    @media screen and (max-width:40rem){main{padding:.8rem}.grid{grid-template-columns:1fr}.tiles{grid-template-columns:1fr 1fr}td.number{white-space:normal}details table,.wide table{display:block;overflow-x:auto}.wide td{white-space:nowrap}.scroll svg{min-width:44rem}}
    @page{size:A4;margin:15mm}
    @media print{body{font-size:9.5pt;line-height:1.35}main{max-width:none;padding:0}h2,.note,svg,.scroll{break-after:avoid}table,tr,figure,.tile,svg{break-inside:avoid}.wide table{break-inside:auto}thead{display:table-header-group}.scroll{overflow:visible}.sections{columns:2;column-gap:8mm}.sections section{break-inside:avoid}.sections h2{margin-top:.6rem}.sections table{font-size:8pt}.sections td,.sections th{padding:.12rem .25rem}details::details-content{content-visibility:visible;block-size:auto}summary{display:none}}

    """
}
