<?xml version="1.0" encoding="UTF-8"?>
<!-- From records of letters to a page that leads to the page of each. -->
<xsl:package name="https://epistola.example/ns/index" package-version="1.0" version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:f="https://epistola.example/ns/function" xmlns:v="https://epistola.example/ns/variable"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <ep:format title="Index of the letters (HTML)" suffix=".html" media-type="text/html; charset=utf-8" scope="corpus" stem="index">
    <ep:description>All letters by year with links to their pages, to be narrowed to those from or to somebody.</ep:description>
    <ep:authority/>
    <ep:parameter name="language" default="">The language of the page's own words (en, de, fr, es); without it, English.</ep:parameter>
    <ep:parameter name="style" default="">Where a style sheet lies that pages share; without it, the page has its style in it.</ep:parameter>
  </ep:format>

  <xsl:include href="lib/errors.xsl"/>
  <xsl:include href="lib/text.xsl"/>
  <xsl:include href="lib/dates.xsl"/>
  <xsl:include href="lib/register.xsl"/>
  <xsl:include href="lib/names.xsl"/>
  <xsl:include href="lib/record.xsl"/>
  <xsl:include href="lib/corpus.xsl"/>
  <xsl:include href="html/labels.xsl"/>
  <xsl:include href="html/style.xsl"/>
  <xsl:include href="html/edition.xsl"/>
  <xsl:include href="html/index.xsl"/>

  <xsl:output method="html" version="5" encoding="UTF-8" indent="no" include-content-type="no"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:param name="language" as="xs:string" select="''"/>
  <xsl:param name="style" as="xs:string" select="''"/>

  <xsl:template match="/" as="element(html)">
    <xsl:sequence select="f:index(f:records(records))"/>
  </xsl:template>
</xsl:package>
