<?xml version="1.0" encoding="UTF-8"?>
<!-- From TEI letters to MODS. -->
<xsl:package name="https://epistola.example/ns/mods" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <ep:format title="MODS" suffix=".mods.xml" media-type="application/mods+xml" scope="letter">
    <ep:description>A record of the Metadata Object Description Schema, as libraries exchange it.</ep:description>
    <ep:authority/>
  </ep:format>

  <xsl:include href="lib/errors.xsl"/>
  <xsl:include href="lib/text.xsl"/>
  <xsl:include href="lib/dates.xsl"/>
  <xsl:include href="lib/register.xsl"/>
  <xsl:include href="lib/names.xsl"/>
  <xsl:include href="lib/record.xsl"/>
  <xsl:include href="lib/mods.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:param name="authority" as="document-node()*" select="()"/>

  <xsl:template match="/" as="element()">
    <xsl:variable name="made" as="element()+" select="f:documents(.) ! f:mods(f:record(., $authority))"/>
    <xsl:choose>
      <xsl:when test="count($made) = 1">
        <xsl:sequence select="$made"/>
      </xsl:when>
      <xsl:otherwise>
        <modsCollection xmlns="http://www.loc.gov/mods/v3"><xsl:sequence select="$made"/></modsCollection>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:package>
