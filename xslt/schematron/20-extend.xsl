<?xml version="1.0" encoding="UTF-8"?>
<!--
  Pass 20: abstract rules (ISO/IEC 19757-3:2020, clause 5.5.13 and 6.2).

  Input    sch:schema after pass 10
  Output   the same; extends[@rule] is replaced by the content of the abstract rule of that name, which stands in the same
           pattern or in a rules element of the schema; abstract rules are gone
-->
<xsl:package version="3.0" name="https://epistola.example/xslt/schematron/20-extend" package-version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:s="https://epistola.example/ns/schematron"
  exclude-result-prefixes="xs s" expand-text="yes">

  <xsl:include href="modules/errors.xsl"/>

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:mode on-no-match="shallow-copy"/>

  <xsl:template match="sch:rule[@abstract = 'true'] | sch:rules" as="empty-sequence()"/>

  <xsl:template match="sch:extends[@rule]" as="node()*">
    <xsl:param name="pattern" as="element(sch:pattern)" select="ancestor::sch:pattern" tunnel="yes"/>
    <xsl:param name="extended" as="xs:string*" tunnel="yes"/>
    <xsl:variable name="rule" as="element(sch:rule)?"
      select="($pattern/sch:rule, $pattern/../sch:rules/sch:rule)[@abstract = 'true'][@id = current()/@rule][1]"/>
    <xsl:choose>
      <xsl:when test="empty($rule)">
        <xsl:sequence select="s:stop(., 'There is no abstract rule “' || @rule || '” in this pattern')"/>
      </xsl:when>
      <xsl:when test="@rule = $extended">
        <xsl:sequence select="s:stop(., 'The abstract rule “' || @rule || '” extends itself')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="$rule/node()">
          <xsl:with-param name="pattern" select="$pattern" tunnel="yes"/>
          <xsl:with-param name="extended" select="$extended, string(@rule)" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:package>
