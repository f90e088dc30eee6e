<?xml version="1.0" encoding="UTF-8"?>
<!--
  How the manual looks: on wide and narrow screens, light and dark, and on paper.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:odd="https://epistola.example/ns/odd"
    exclude-result-prefixes="#all">

  <xsl:variable name="odd:style" as="xs:string" expand-text="no">
:root { color-scheme: light dark; --ink: #1d1d1f; --paper: #fff; --quiet: #595959; --line: #d0d0d0; --link: #0b4f8a; --code: #f4f2ee; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e3; --paper: #17181a; --quiet: #a8a8a8; --line: #444; --link: #8fc1f0; --code: #24262a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem 1.5rem 4rem; max-width: 60rem; background: var(--paper); color: var(--ink); font: 1rem/1.55 Georgia, "Times New Roman", serif; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; background: var(--paper); padding: .5rem; }
h1, h2, h3, h4 { line-height: 1.25; font-weight: 600; }
h2 { margin-top: 3rem; border-bottom: 2px solid var(--line); }
h3 { margin-top: 2.5rem; }
h3 .gloss, .kind { color: var(--quiet); font-weight: 400; }
code, pre { font: .9em/1.5 ui-monospace, "DejaVu Sans Mono", Menlo, monospace; }
pre { background: var(--code); padding: .75rem 1rem; overflow-x: auto; border-radius: .25rem; white-space: pre-wrap; }
pre a { text-decoration: none; }
dl { display: grid; grid-template-columns: minmax(8rem, 12rem) 1fr; gap: .35rem 1rem; }
dt { color: var(--quiet); }
dd { margin: 0; }
dd dl { grid-template-columns: minmax(5rem, 9rem) 1fr; margin: 0; }
nav ul, .names { padding-left: 0; }
nav li { list-style: none; margin: .5rem 0; }
nav .names { display: block; font-size: .9rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-top: 1px solid var(--line); }
.error { color: #b00020; } .warning { color: #8a5a00; } .information { color: var(--quiet); }
@media (prefers-color-scheme: dark) { .error { color: #ff8a8a; } .warning { color: #f0c070; } }
@media (max-width: 40rem) { dl, dd dl { grid-template-columns: 1fr; } }
@media print { nav, .skip { display: none; } body { max-width: none; padding: 0; font-size: 10pt; background: #fff; color: #000; } a { color: inherit; text-decoration: none; } h2 { break-before: page; } h3, dt { break-after: avoid; } pre, tr { break-inside: avoid; } }
</xsl:variable>

</xsl:stylesheet>
