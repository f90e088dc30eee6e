<?xml version="1.0" encoding="UTF-8"?>
<!-- From a TEI letter to the files of an EPUB 3 publication (W3C, EPUB 3.3), which are packed afterwards. -->
<xsl:package name="https://epistola.example/ns/epub" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:f="https://epistola.example/ns/function" xmlns:v="https://epistola.example/ns/variable"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <ep:format title="Electronic book (EPUB 3)" suffix=".epub" media-type="application/epub+zip" scope="letter" container="zip">
    <ep:description>The letter with its notes, the people and places named, and its provenance, for reading devices.</ep:description>
    <ep:authority/>
    <ep:parameter name="reading" values="source corrected">What is in the source, or the text with its corrections.</ep:parameter>
    <ep:parameter name="language" default="">The language of the book's own words (en, de, fr, es); without it, as in the format html.</ep:parameter>
  </ep:format>

  <xsl:include href="html/core.xsl"/>
  <xsl:include href="html/chapter.xsl"/>
  <xsl:include href="html/binding.xsl"/>
  <xsl:include href="html/book.xsl"/>

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:global-context-item as="document-node()" use="required"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:param name="authority" as="document-node()*" select="()"/>
  <xsl:param name="reading" as="xs:string" select="'source'"/>
  <xsl:param name="language" as="xs:string" select="''"/>

  <xsl:template match="/" as="element(archive)">
    <xsl:sequence select="f:report($v:texts)"/>
    <xsl:call-template name="f:book"/>
  </xsl:template>
</xsl:package>
