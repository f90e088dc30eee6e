<?xml version="1.0" encoding="UTF-8"?>
<!-- From a TEI letter to METS. -->
<xsl:package name="https://epistola.example/ns/mets" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <ep:format title="METS" suffix=".mets.xml" media-type="application/mets+xml" scope="letter">
    <ep:description>The letter as a digital object: description, files, pages, as repositories ingest it.</ep:description>
    <ep:authority/>
    <ep:parameter name="file" default="">Where the TEI file lies; without it, the citation key with .xml.</ep:parameter>
  </ep:format>

  <xsl:include href="lib/errors.xsl"/>
  <xsl:include href="lib/text.xsl"/>
  <xsl:include href="lib/dates.xsl"/>
  <xsl:include href="lib/register.xsl"/>
  <xsl:include href="lib/names.xsl"/>
  <xsl:include href="lib/record.xsl"/>
  <xsl:include href="lib/facsimile.xsl"/>
  <xsl:include href="lib/mods.xsl"/>
  <xsl:include href="lib/mets.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:param name="authority" as="document-node()*" select="()"/>
  <xsl:param name="file" as="xs:string" select="''"/>

  <xsl:template match="/" as="element()">
    <xsl:variable name="made" as="element()+" select="f:documents(.) ! f:mets(f:record(., $authority), f:images(.), $file)"/>
    <xsl:choose>
      <xsl:when test="count($made) = 1">
        <xsl:sequence select="$made"/>
      </xsl:when>
      <xsl:otherwise>
        <objects><xsl:sequence select="$made"/></objects>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:package>
