<?xml version="1.0" encoding="UTF-8"?>
<!-- The edition as one document for print: a title page with the table of contents, then the chapters. Identifiers are those of the
     chapters, each with the number of its chapter, since they were made for pages of their own. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:f="https://epistola.example/ns/function"
  xmlns:m="https://epistola.example/ns/mode" xmlns:v="https://epistola.example/ns/variable"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="f:edition-print" as="element()">
    <xsl:param name="letters" as="map(xs:string, item()*)*"/>
    <xsl:variable name="edition" as="map(xs:string, item()*)" select="f:edition-of($letters)"/>
    <xsl:variable name="body" as="element(body)">
      <body class="edition reading-{$reading}">
        <section class="title">
          <h1>{$edition?title}</h1>
          <p>{f:listed($edition?editors, f:label('and'))}</p>
          <p>{string-join(($edition?publisher, substring($edition?published, 1, 4))[.], ', ')}</p>
          <p>{$edition?licence}</p>
        </section>
        <section class="chapter toc">
          <h1>{f:label('letters')}</h1>
          <ol>
            <xsl:for-each select="$letters"><li><a href="#letter-{position()}">{f:line-of-letter(.)}</a></li></xsl:for-each>
          </ol>
        </section>
        <xsl:for-each select="$letters">
          <section class="chapter" id="letter-{position()}">
            <xsl:apply-templates select="parse-xml(?chapter)/*/node()" mode="m:numbered">
              <xsl:with-param name="prefix" select="'c' || position() || '-'" tunnel="yes"/>
            </xsl:apply-templates>
          </section>
        </xsl:for-each>
      </body>
    </xsl:variable>
    <xsl:sequence select="f:printed($edition?title, map{'senders': $edition?editors ! map{'name': .}}, $body)"/>
  </xsl:function>

  <xsl:mode name="m:numbered" on-no-match="shallow-copy"/>

  <xsl:template match="@id | @aria-labelledby" mode="m:numbered" as="attribute()">
    <xsl:param name="prefix" as="xs:string" tunnel="yes"/>
    <xsl:attribute name="{name()}" select="$prefix || ."/>
  </xsl:template>

  <xsl:template match="@href[starts-with(., '#')]" mode="m:numbered" as="attribute()">
    <xsl:param name="prefix" as="xs:string" tunnel="yes"/>
    <xsl:attribute name="href" select="'#' || $prefix || substring(., 2)"/>
  </xsl:template>
</xsl:stylesheet>
