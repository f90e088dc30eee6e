<?xml version="1.0" encoding="UTF-8"?>
<!-- The index of the letters. Who writes or is written to can be chosen; that works by CSS alone, and a browser that can't do it
     shows all letters. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:f="https://epistola.example/ns/function" xmlns:v="https://epistola.example/ns/variable"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <!-- So many of those with the most letters can be chosen. -->
  <xsl:variable name="v:most-choices" as="xs:integer" select="60"/>

  <xsl:function name="f:index" as="element(html)">
    <xsl:param name="letters" as="map(xs:string, item()*)*"/>
    <xsl:variable name="edition" as="map(xs:string, item()*)" select="f:edition-of($letters)"/>
    <xsl:variable name="choices" as="xs:string*" select="f:correspondents-by-number($letters)"/>
    <html lang="{$v:language}" dir="{f:direction($v:language)}">
      <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>{$edition?title}</title>
        <meta name="color-scheme" content="light dark"/>
        <meta name="generator" content="Epistola"/>
        <xsl:sequence select="f:style($style)"/>
        <xsl:if test="exists($choices)"><style>{string-join(f:rule-of-choice(1 to count($choices)))}</style></xsl:if>
      </head>
      <body class="index">
        <header class="page">
          <h1>{$edition?title}</h1>
          <p class="edition">{string-join((f:listed($edition?editors, f:label('and')), $edition?publisher, substring($edition?published, 1, 4))[.], ' · ')}</p>
        </header>
        <main>
          <xsl:sequence select="f:chooser($choices)"/>
          <xsl:for-each-group select="$letters" group-adjacent="string(f:year(?date))">
            <section class="year">
              <h2>{(current-grouping-key()[.] ! f:local-year(.), f:label('undated'))[1]}</h2>
              <ol class="letters">
                <xsl:sequence select="current-group() ! f:item-of-letter(., $choices)"/>
              </ol>
            </section>
          </xsl:for-each-group>
        </main>
        <footer class="page"><p>{f:label('licence')}: {($edition?licence, '–')[1]}</p></footer>
      </body>
    </html>
  </xsl:function>

  <!-- The names of those who write or are written to, those with the most letters first. -->
  <xsl:function name="f:correspondents-by-number" as="xs:string*">
    <xsl:param name="letters" as="map(xs:string, item()*)*"/>
    <xsl:variable name="names" as="xs:string*">
      <xsl:for-each-group select="$letters ! distinct-values((?senders?name, ?addressees?name))" group-by=".">
        <xsl:sort select="count(current-group())" order="descending"/>
        <xsl:sort select="."/>
        <xsl:sequence select="."/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:sequence select="if (count($names) gt 2) then $names[position() le $v:most-choices] else ()"/>
  </xsl:function>

  <xsl:function name="f:rule-of-choice" as="xs:string*">
    <xsl:param name="numbers" as="xs:integer*"/>
    <xsl:sequence select="$numbers ! ('body:has(#with-' || . || ':checked) .letters > li:not(.with-' || . || '),&#10;'
      || 'body:has(#with-' || . || ':checked) .year:not(:has(.with-' || . || ')) { display: none; }&#10;')"/>
  </xsl:function>

  <xsl:function name="f:chooser" as="element(form)?">
    <xsl:param name="choices" as="xs:string*"/>
    <xsl:if test="exists($choices)">
      <form class="switches" autocomplete="off">
        <fieldset>
          <legend>{f:label('show')}</legend>
          <label>
            <input type="radio" name="with" id="with-0" checked="checked"/>
            <span>{f:label('all-letters')}</span>
          </label>
          <xsl:for-each select="$choices">
            <label>
              <input type="radio" name="with" id="with-{position()}"/>
              <span>{.}</span>
            </label>
          </xsl:for-each>
        </fieldset>
      </form>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:item-of-letter" as="element(li)">
    <xsl:param name="letter" as="map(xs:string, item()*)"/>
    <xsl:param name="choices" as="xs:string*"/>
    <xsl:variable name="numbers" as="xs:integer*" select="distinct-values(($letter?senders?name, $letter?addressees?name) ! index-of($choices, .))"/>
    <li>
      <xsl:if test="exists($numbers)"><xsl:attribute name="class" select="$numbers ! ('with-' || .)"/></xsl:if>
      <a href="{encode-for-uri($letter?file)}.html">{f:line-of-letter($letter)}</a>
      <xsl:if test="$letter?title and f:line-of-letter($letter) ne $letter?title"><p class="entry-fact">{$letter?title}</p></xsl:if>
    </li>
  </xsl:function>
</xsl:stylesheet>
