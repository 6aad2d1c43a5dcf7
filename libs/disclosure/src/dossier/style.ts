import { sha256, toBase64 } from '@assize/kernel'

/** The look of a dossier: of a page, of paper, and in the dark. The page allows this style by its digest, and no other. */
export const dossierStyle = `
:root{color-scheme:light dark;--bg:#fff;--text:#1a1e23;--dim:#4d5661;--line:#d3d8dd;--sunk:#f5f6f8;--accent:#1f57a8;--mark:#fff3c4;--violates:#a3301d;--allowed:#0a6a61;--undetermined:#855500;--simulated:#5a3ea3;--ins:#e0f0e3;--del:#f9e7e3}
@media (prefers-color-scheme:dark){:root{--bg:#191c1f;--text:#e3e6e9;--dim:#a9b1ba;--line:#373e45;--sunk:#22272b;--accent:#8ab4f4;--mark:#4a3f14;--violates:#f19482;--allowed:#5fc3b7;--undetermined:#dfae55;--simulated:#bda8f2;--ins:#1d3a25;--del:#47261f}}
*{box-sizing:border-box}
html{background:var(--bg);color:var(--text);font:15px/1.55 'Inter','Segoe UI',system-ui,-apple-system,'Helvetica Neue','Liberation Sans','Open Sans',Arial,sans-serif}
body{margin:0 auto;max-width:900px;padding:32px 28px 64px;overflow-wrap:anywhere}
header{border-bottom:2px solid var(--text);padding-bottom:16px;margin-bottom:20px}
header p{margin:4px 0 0;color:var(--dim);font-size:13px}
h1{font-size:26px;line-height:1.25;margin:0;font-weight:600}
h2{font-size:18px;line-height:1.3;margin:36px 0 10px;padding-bottom:4px;border-bottom:1px solid var(--line);font-weight:600;break-after:avoid}
h3{font-size:15px;margin:18px 0 6px;font-weight:600;break-after:avoid}
p{margin:0 0 8px}
ul,ol{margin:0 0 8px;padding-left:22px}
li{margin:2px 0}
dl{display:grid;grid-template-columns:minmax(120px,max-content) minmax(0,1fr);gap:3px 20px;margin:0 0 12px;font-size:14px}
dt{color:var(--dim)}
dd{margin:0}
code,pre,.mono{font-family:ui-monospace,'SF Mono','Cascadia Mono',Consolas,'DejaVu Sans Mono','Liberation Mono',monospace;font-size:12.5px}
pre{white-space:pre-wrap;background:var(--sunk);border:1px solid var(--line);border-radius:4px;padding:10px 12px;margin:0 0 12px;line-height:1.55;max-width:100%}
pre.words{font-family:inherit;font-size:14px}
table{border-collapse:collapse;width:100%;font-size:13px;margin:0 0 12px;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:5px 10px 5px 0;border-bottom:1px solid var(--line)}
th{color:var(--dim);font-weight:500}
td.num,th.num{text-align:right;white-space:nowrap}th{white-space:nowrap}
tr{break-inside:avoid}
.outcome{font-weight:600}
.violates{color:var(--violates)}
.allowed{color:var(--allowed)}
.undetermined{color:var(--undetermined)}
.simulated{border:1px dashed var(--simulated);color:var(--simulated);border-radius:3px;padding:0 6px;font-weight:600;font-size:13px}
.summary{background:var(--sunk);border-left:4px solid var(--accent);padding:12px 16px;margin:0 0 12px}
.summary p:last-child{margin:0}
.withheld{color:var(--dim);border:1px dashed var(--line);border-radius:4px;padding:8px 12px}
.dim{color:var(--dim)}
.small{font-size:13px}
mark{background:var(--mark);color:inherit;border-bottom:2px solid var(--undetermined);padding:0 1px}
sup{font-size:10px;line-height:0;font-weight:700;color:var(--undetermined);margin:0 1px}
.token{font-family:ui-monospace,Consolas,monospace;font-size:11px;border:1px solid var(--violates);color:var(--violates);border-radius:3px;padding:0 3px;margin:0 1px;direction:ltr;unicode-bidi:isolate}
.beside{display:grid;grid-template-columns:minmax(0,3fr) minmax(200px,2fr);gap:18px;align-items:start}
.beside>*{min-width:0}
.notes{list-style:none;padding:0;margin:0;font-size:13px}
.notes li{border-left:3px solid var(--undetermined);padding:4px 0 4px 10px;margin:0 0 10px;break-inside:avoid}
.notes li.soft{border-left-color:var(--line)}
.notes b{display:block}
.cited{background:var(--mark);display:block;margin:0 -12px;padding:0 8px;border-left:4px solid var(--undetermined)}
.line{display:block;padding-left:2.2em;text-indent:-2.2em}
.line.added{background:var(--ins)}
.line.removed{background:var(--del)}
.turn{color:var(--dim);font-size:13px;margin:10px 0 2px}
summary{cursor:pointer;color:var(--accent);padding:4px 0}
details.hurts[open]>summary{color:var(--dim)}
ol.story{list-style:none;padding:0;border-left:2px solid var(--line);margin-left:6px}
ol.story>li{padding:0 0 12px 16px;position:relative;break-inside:avoid}
ol.story>li::before{content:'';position:absolute;left:-6px;top:7px;width:8px;height:8px;border-radius:50%;background:var(--bg);border:2px solid var(--dim)}
ol.story time{display:block;color:var(--dim);font-size:13px}
blockquote{margin:4px 0 0;padding:2px 12px;border-left:3px solid var(--line);white-space:pre-wrap}
svg.times rect.wait{fill:var(--line)}
svg.times rect.think{fill:var(--undetermined)}
svg.times rect.write{fill:var(--accent)}
footer{margin-top:40px;border-top:1px solid var(--line);padding-top:10px;color:var(--dim);font-size:12px}
@media (max-width:640px){body{padding:18px 14px 40px}.beside{grid-template-columns:minmax(0,1fr)}dl{grid-template-columns:minmax(0,1fr);gap:0}dd{margin-bottom:6px}table{display:block;overflow-x:auto}}
@media print{:root{color-scheme:light;--bg:#fff;--text:#000;--dim:#444;--line:#bbb;--sunk:#f6f6f6;--accent:#1f57a8;--mark:#fff3c4;--violates:#8f2413;--allowed:#08594f;--undetermined:#704700;--simulated:#4b3291;--ins:#e0f0e3;--del:#f9e7e3}html{font-size:10.5pt}body{max-width:none;padding:0}h2{margin-top:22px}pre{break-inside:auto}pre.proof{font-size:8.5pt}summary{color:var(--dim)}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
@page{size:A4;margin:18mm 16mm 20mm;@bottom-right{content:counter(page) ' / ' counter(pages);font-size:8pt;color:#555}@bottom-left{content:'Dossier of the record';font-size:8pt;color:#555}}
`.trim()

/** SHA-256 in base64, as a content security policy names a style. */
export const styleDigest = toBase64(sha256(dossierStyle))
