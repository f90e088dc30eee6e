<?xml version="1.0" encoding="UTF-8"?>
<!-- The style sheet of the reading pages, for pages that share one. -->
<xsl:package name="https://epistola.example/ns/style" package-version="1.0" version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:f="https://epistola.example/ns/function" xmlns:v="https://epistola.example/ns/variable"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <ep:format title="Style sheet of the pages (CSS)" suffix=".css" media-type="text/css; charset=utf-8" scope="corpus" stem="page">
    <ep:description>What makes reading pages look as they do, once for all that name it in their parameter style.</ep:description>
  </ep:format>

  <xsl:include href="html/style.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/" as="text()">
    <xsl:text>{$v:style}</xsl:text>
  </xsl:template>
</xsl:package>
