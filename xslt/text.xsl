<?xml version="1.0" encoding="UTF-8"?>
<!-- From TEI texts to plain text. Where xml:space is "preserve", the source reading is the text of the element,
     character for character. -->
<xsl:package name="https://epistola.example/ns/text" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <ep:format title="Plain text" suffix=".txt" media-type="text/plain; charset=utf-8" scope="letter">
    <ep:description>The text of the letter as it stands in the source, or with its corrections.</ep:description>
    <ep:parameter name="reading" values="source corrected">source: what is on the paper (sic, orig, abbr, deletions);
      corrected: what the writer and the editors meant (corr, reg, expan, without deletions).</ep:parameter>
    <ep:parameter name="lines" values="flow source">flow: prose runs on, lines of verse, addresses, openers and closers
      are kept; source: every line beginning (lb) begins a line.</ep:parameter>
    <ep:parameter name="notes" values="end inline">end: notes follow the text, with their numbers; inline: they stand where
      they belong, in square brackets.</ep:parameter>
  </ep:format>

  <xsl:include href="lib/errors.xsl"/>
  <xsl:include href="lib/text.xsl"/>
  <xsl:include href="lib/flow.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:param name="reading" as="xs:string" select="'source'"/>
  <xsl:param name="lines" as="xs:string" select="'flow'"/>
  <xsl:param name="notes" as="xs:string" select="'end'"/>

  <xsl:template match="/" as="text()?">
    <xsl:variable name="texts" as="element(tei:text)*" select="f:texts(.)"/>
    <xsl:sequence select="f:report($texts)"/>
    <xsl:value-of select="f:plain-text($texts, $reading, $lines = 'source', $notes = 'inline')"/>
  </xsl:template>
</xsl:package>
