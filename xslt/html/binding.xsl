<?xml version="1.0" encoding="UTF-8"?>
<!-- What books have around their chapters: the style, and a document of XHTML. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:f="https://epistola.example/ns/function"
  xmlns:m="https://epistola.example/ns/mode" xmlns:v="https://epistola.example/ns/variable"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="v:book-style" as="xs:string" static="yes" select="unparsed-text('book.css')"/>

  <xsl:function name="f:xhtml" as="element()">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="body" as="element(body)"/>
    <html xmlns="http://www.w3.org/1999/xhtml" lang="{$v:language}" xml:lang="{$v:language}" dir="{f:direction($v:language)}">
      <head>
        <title>{$title}</title>
        <link rel="stylesheet" href="style.css"/>
      </head>
      <xsl:apply-templates select="$body" mode="m:xhtml"/>
    </html>
  </xsl:function>

  <!-- Into the namespace of XHTML; pictures from elsewhere, which a book may not have, become links, and the number of a page
       leads to none. -->
  <xsl:mode name="m:xhtml" on-no-match="shallow-copy"/>

  <xsl:template match="*" mode="m:xhtml" as="element()">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:copy-of select="@* except (@tabindex, @loading)"/>
      <xsl:if test="@lang"><xsl:attribute name="xml:lang" select="@lang"/></xsl:if>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="a[contains-token(@class, 'pb')]" mode="m:xhtml" as="element()">
    <span xmlns="http://www.w3.org/1999/xhtml"><xsl:copy-of select="@* except @href, string()"/></span>
  </xsl:template>

  <xsl:template match="img[matches(@src, '^https?:')]" mode="m:xhtml" as="element()">
    <a xmlns="http://www.w3.org/1999/xhtml" href="{@src}">{(@alt[normalize-space()], @src)[1]}</a>
  </xsl:template>
</xsl:stylesheet>
