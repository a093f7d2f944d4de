/** The style sheet of all pages: light and dark, narrow and wide, and on paper. */
export const STYLE = `:root{--ink:#1b2a22;--soft:#55655c;--ground:#f6f8f5;--card:#fff;--line:#dfe6dd;--green:#17643b;--warn:#7a4b00;--warned:#fdf3df}
@media(prefers-color-scheme:dark){:root{--ink:#dce6df;--soft:#9fb0a6;--ground:#121a15;--card:#1a241e;--line:#2c3a31;--green:#6fcf97;--warn:#f0c070;--warned:#33270f}}
body,body *{box-sizing:border-box}body{font:16px/1.65 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;margin:0;color:var(--ink);background:var(--ground);overflow-wrap:anywhere}
header,main,footer{max-width:56rem;margin:auto;padding:1rem 1.25rem}header{border-bottom:3px solid var(--green)}footer{color:var(--soft);font-size:.875rem;padding-bottom:2rem}
h1{font-size:1.6rem;line-height:1.3;margin:.2rem 0}h2{font-size:1.1rem;margin:0 0 .6rem}.kind{margin:.5rem 0 0;color:var(--soft)}.id{margin:0;color:var(--soft);font-size:.875rem}
.status{display:inline-block;border:1px solid var(--green);color:var(--green);border-radius:1rem;padding:0 .7rem;font-weight:600}
.notice{border-left:4px solid var(--warn);background:var(--warned);padding:.6rem .9rem}
section,main>dl{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:1rem 1.1rem;margin:1rem 0}
dl{margin:0}dl>div{display:grid;grid-template-columns:minmax(10rem,15rem) 1fr;gap:.1rem 1rem;padding:.35rem 0;border-bottom:1px solid var(--line)}dl>div:last-child{border:0}
dt{color:var(--soft)}dd{margin:0}[lang=en]{color:var(--soft);font-size:.875em}a{color:var(--green)}a:focus-visible,.wide:focus-visible,input:focus-visible,button:focus-visible{outline:3px solid var(--green);outline-offset:2px}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.35rem .8rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:normal}
pre{overflow-x:auto;background:var(--ground);padding:.7rem;border-radius:6px;font-size:.875rem}code{font-family:ui-monospace,Menlo,Consolas,monospace}ul{margin:0;padding-left:1.2rem}
form{display:flex;gap:.5rem;flex-wrap:wrap}input{flex:1 1 14rem;font:inherit;padding:.4rem .6rem;border:1px solid var(--soft);border-radius:6px;background:var(--card);color:inherit}button{font:inherit;padding:.4rem 1rem;border:0;border-radius:6px;background:var(--green);color:var(--card)}button [lang=en]{color:inherit}
.skip{position:absolute;left:-999rem}.skip:focus{position:static;display:block;padding:.5rem 1.25rem}
@media(max-width:36rem){dl>div{grid-template-columns:1fr}}
@media print{body{background:#fff}section,main>dl{break-inside:avoid}}`;
