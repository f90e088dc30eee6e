<?xml version="1.0" encoding="UTF-8"?>
<!-- From TEI texts to Markdown. -->
<xsl:package name="https://epistola.example/ns/markdown" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <ep:format title="Markdown" suffix=".md" media-type="text/markdown; charset=utf-8" scope="letter">
    <ep:description>The text of the letter with its emphasis and notes, and title, writer and date in front (CommonMark with
      footnotes and a YAML block, as Pandoc and site generators read it).</ep:description>
    <ep:authority/>
    <ep:parameter name="reading" values="source corrected">What is in the source, or the text with its corrections.</ep:parameter>
  </ep:format>

  <xsl:include href="lib/errors.xsl"/>
  <xsl:include href="lib/text.xsl"/>
  <xsl:include href="lib/flow.xsl"/>
  <xsl:include href="lib/dates.xsl"/>
  <xsl:include href="lib/register.xsl"/>
  <xsl:include href="lib/names.xsl"/>
  <xsl:include href="lib/record.xsl"/>
  <xsl:include href="lib/yaml.xsl"/>
  <xsl:include href="lib/markdown.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:param name="authority" as="document-node()*" select="()"/>
  <xsl:param name="reading" as="xs:string" select="'source'"/>

  <xsl:template match="/" as="text()">
    <xsl:variable name="documents" as="element(tei:TEI)+" select="f:documents(.)"/>
    <xsl:sequence select="f:report($documents/tei:text)"/>
    <xsl:text>{f:front-matter(f:record($documents[1], $authority)) || f:markdown($documents/tei:text, $reading)}</xsl:text>
  </xsl:template>
</xsl:package>
