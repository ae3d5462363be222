/** The look of a report: the tokens of the design that it needs, in light and dark; on paper always light. */
export const STYLE = `
:root{color-scheme:light dark;
--chrome:light-dark(#f6f7f8,#0e0f12);--surface:light-dark(#fff,#131518);--sunken:light-dark(#f6f7f8,#0f1114);--chip:light-dark(#e8eaed,#252931);
--line:light-dark(#e6e8eb,#23272e);--line-strong:light-dark(#d3d7dd,#343a44);
--text:light-dark(#15181e,#e7e9ed);--text-2:light-dark(#4a515d,#adb3be);--text-3:light-dark(#636a77,#8d94a1);
--accent:light-dark(#2a5bd7,#86a8ff);--error:light-dark(#c8242c,#ff6f6f);--warn:light-dark(#8a5a00,#e9b84f);--data:light-dark(#b9c0cb,#4a525f);
--agent:light-dark(#6653b8,#9782f8);--llm:light-dark(#2a8dc8,#5bc4f8);--tool:light-dark(#d06708,#d67c0c);--retriever:light-dark(#006258,#7ee1e0);
--rank:light-dark(#256a00,#91daa0);--memory:light-dark(#a7347b,#c46bba);--guard:light-dark(#8c914a,#dccd61);--chain:light-dark(#7b8089,#90979f);
--font:-apple-system,BlinkMacSystemFont,"Segoe UI Variable Text","Segoe UI",Roboto,"Noto Sans",Ubuntu,Cantarell,"Liberation Sans",Arial,"Noto Sans CJK SC",sans-serif;
--mono:ui-monospace,"SF Mono","Cascadia Mono","JetBrains Mono",Consolas,"Noto Sans Mono","Liberation Mono","DejaVu Sans Mono",monospace}
*{box-sizing:border-box}
body{margin:0;font:14px/22px var(--font);font-variant-numeric:tabular-nums;color:var(--text);background:var(--chrome);overflow-wrap:break-word}
h1,h2,h3,h4,h5,h6,p,ul,ol,dl,dd,pre,table,figure,blockquote{margin:0;padding:0}
a{color:var(--accent);text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:2px}a:hover{text-decoration-thickness:2px}a:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
.sheet{max-width:820px;margin:32px auto 48px;background:var(--surface);border:1px solid var(--line);border-radius:4px;padding:48px 56px 40px}
.kick{display:flex;flex-wrap:wrap;gap:0 16px;font-size:12px;line-height:18px;color:var(--text-3)}.kick .gap{flex:1}
h1{font-size:24px;line-height:32px;font-weight:600;margin:8px 0 16px;text-wrap:balance}
h2{font-size:18px;line-height:24px;font-weight:600;margin:32px 0 8px}
.item{margin-top:24px;padding-left:26px;position:relative}
h3{font-size:14px;line-height:22px;font-weight:600}h3 .n{position:absolute;left:0;color:var(--text-3);font-weight:400}
.item.wide{padding-left:38px;content-visibility:auto;contain-intrinsic-size:auto 320px}
h4,h5,h6{font-size:14px;line-height:22px;font-weight:600;margin-top:12px}
.md{max-width:74ch}.md>*+*{margin-top:10px}.md ul,.md ol{padding-left:22px}.md blockquote{border-left:2px solid var(--line-strong);padding-left:14px;color:var(--text-2)}
.md hr{border:0;border-top:1px solid var(--line)}
code,.code{font:12px/18px var(--mono);overflow-wrap:anywhere}.md code{background:var(--chip);border-radius:3px;padding:1px 4px}
pre{font:12px/18px var(--mono);background:var(--sunken);border:1px solid var(--line);border-radius:4px;padding:8px 10px;white-space:pre-wrap;overflow-wrap:anywhere}.md pre code{background:none;padding:0}
.fx{display:flex;flex-wrap:wrap;gap:0 32px;border-top:1px solid var(--line-strong);border-bottom:1px solid var(--line-strong);margin:16px 0 20px}
.fx div{padding:10px 0;flex:1 1 auto}.fx dt{font-size:12px;line-height:16px;color:var(--text-3)}.fx dd{font-weight:500}.fx small{display:block;font-size:12px;line-height:16px;font-weight:400;color:var(--text-3)}
figure{margin:10px 0 0;padding-top:12px}figcaption{font-size:12px;line-height:18px;color:var(--text-2);margin-top:8px;max-width:80ch}figcaption .md{display:inline}figcaption .md>p:first-child{display:inline}
.bars{display:block;width:100%;height:64px;border-bottom:1px solid var(--line-strong)}.bars .b{fill:var(--data)}.bars .e{fill:var(--error)}
.axis{display:flex;justify-content:space-between;gap:12px;font-size:11px;line-height:16px;color:var(--text-3);margin-top:2px}
.picture{overflow-x:auto}.picture svg{display:block;max-width:100%;height:auto;font-family:var(--font)}.paper{background:#fff;border-radius:4px}
.quote{margin:8px 0 0;border-left:2px solid var(--line-strong);padding-left:14px}
.who{font-size:12px;line-height:18px;color:var(--text-3)}.who .i{vertical-align:-2px;margin-right:6px}
.part{font-size:12px;line-height:18px;color:var(--text-3);margin-top:6px}
p.said{white-space:pre-wrap;overflow-wrap:anywhere}.more{color:var(--text-3);font-size:12px}
.err{color:var(--error)}.warn{color:var(--warn)}.t3{color:var(--text-3)}
.caption{margin-top:8px}
.scroll{overflow-x:auto}.scroll:focus-visible,.picture:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:13px;line-height:20px;margin-top:8px}
th{font-size:12px;font-weight:400;color:var(--text-3);text-align:left;border-bottom:1px solid var(--line-strong);padding:4px 16px 4px 0;vertical-align:bottom;white-space:nowrap}
td{border-bottom:1px solid var(--line);padding:5px 16px 5px 0;vertical-align:top;overflow-wrap:break-word}td.name{min-width:140px}
th:last-child,td:last-child{padding-right:0}.r{text-align:right;white-space:nowrap}.w{white-space:nowrap}
td small{display:block;font-size:12px;line-height:16px;color:var(--text-3)}
.remarks{list-style:none;margin-top:8px;font-size:13px;line-height:20px}.remarks li{border-top:1px solid var(--line);padding:5px 0}.remarks .by{font-size:12px;color:var(--text-3)}.remarks .md{display:inline}.remarks .md>p:first-child{display:inline}
.ps{font:12px/18px var(--mono);background:var(--chip);border-radius:3px;padding:0 4px;white-space:nowrap}
.i{width:14px;height:14px;flex:none;fill:none;stroke:currentColor;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}.f{fill:currentColor;stroke:none}.symbols{position:absolute}
.k-agent{color:var(--agent)}.k-llm{color:var(--llm)}.k-tool{color:var(--tool)}.k-retriever{color:var(--retriever)}.k-rank{color:var(--rank)}.k-memory{color:var(--memory)}.k-guard{color:var(--guard)}.k-chain{color:var(--chain)}.k-error{color:var(--error)}
.foot{margin-top:36px;padding-top:12px;border-top:1px solid var(--line-strong);font-size:12px;line-height:18px;color:var(--text-3)}
@media (max-width:640px){.sheet{margin:0;border:0;border-radius:0;padding:24px 16px 32px}.item,.item.wide{padding-left:0}h3 .n{position:static;margin-right:8px}.picture svg{min-width:560px}h1{font-size:20px;line-height:28px}}
@page{size:A4;margin:16mm 16mm 18mm}
@media print{:root{color-scheme:light}.item.wide{content-visibility:visible}body{background:none;-webkit-print-color-adjust:exact;print-color-adjust:exact}.sheet{border:0;margin:0;max-width:none;padding:0}
h1,h2,h3,h4,.who,.part,.caption{break-after:avoid}.foot{break-before:avoid}figure,tr,.fx,.remarks li{break-inside:avoid}.quote.short{break-inside:avoid}p{orphans:3;widows:3}thead{display:table-header-group}
.picture,.scroll{overflow:visible}.picture svg{max-height:225mm;width:auto;min-width:0}a{color:inherit;text-decoration:none}.paper{background:none}}
`.trim();
