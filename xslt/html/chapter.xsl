<?xml version="1.0" encoding="UTF-8"?>
<!-- A letter as a chapter in XHTML, for books and for print. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:f="https://epistola.example/ns/function"
  xmlns:m="https://epistola.example/ns/mode" xmlns:v="https://epistola.example/ns/variable"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- The letter with what belongs to it; what holds for the whole edition need not be said in each of its chapters. -->
  <xsl:function name="f:chapter" as="element(body)">
    <xsl:param name="with-edition" as="xs:boolean"/>
    <body class="reading-{$reading}">
      <h1>{f:display-title($v:records[1])}</h1>
      <dl class="facts"><xsl:sequence select="f:facts($v:records[1])"/></dl>
      <xsl:for-each select="$v:documents">
        <xsl:sequence select="f:letter(., position())"/>
      </xsl:for-each>
      <xsl:call-template name="f:notes"/>
      <xsl:call-template name="f:corrections"/>
      <xsl:call-template name="f:register"/>
      <xsl:if test="$with-edition"><xsl:call-template name="f:about"/></xsl:if>
    </body>
  </xsl:function>
</xsl:stylesheet>
