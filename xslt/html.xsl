<?xml version="1.0" encoding="UTF-8"?>
<!-- From a TEI letter to a reading page: one file that needs no other, with no script in it. -->
<xsl:package name="https://epistola.example/ns/html" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:f="https://epistola.example/ns/function" xmlns:v="https://epistola.example/ns/variable"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <ep:format title="Reading page (HTML)" suffix=".html" media-type="text/html; charset=utf-8" scope="letter">
    <ep:description>A page to read and to cite from, in one file: the letter in both readings, notes, the people and
      places named, references to copy, licence and provenance.</ep:description>
    <ep:authority/>
    <ep:parameter name="reading" values="source corrected">Which reading the page shows first: what is in the source, or the
      text with its corrections. A reader can switch.</ep:parameter>
    <ep:parameter name="language" default="">The language of the page's own words (en, de, es, fr); without it, that of the TEI
      header, or of the letter, or English.</ep:parameter>
    <ep:parameter name="tei" default="">Where the TEI file lies, for its download; without it, the page carries it.</ep:parameter>
    <ep:parameter name="style" default="">Where a style sheet lies that pages share, as the format style writes it; without it,
      the page has its style in it.</ep:parameter>
    <ep:neighbours/>
    <ep:source/>
  </ep:format>

  <xsl:include href="html/all.xsl"/>

  <xsl:output method="html" version="5" encoding="UTF-8" indent="no" include-content-type="no"/>
  <xsl:global-context-item as="document-node()" use="required"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:param name="authority" as="document-node()*" select="()"/>
  <xsl:param name="reading" as="xs:string" select="'source'"/>
  <xsl:param name="language" as="xs:string" select="''"/>
  <xsl:param name="tei" as="xs:string" select="''"/>
  <xsl:param name="style" as="xs:string" select="''"/>
  <xsl:param name="source" as="xs:string" select="''"/>

  <xsl:template match="/" as="element(html)">
    <xsl:sequence select="f:report($v:texts)"/>
    <xsl:call-template name="f:page"/>
  </xsl:template>
</xsl:package>
