<?xml version="1.0" encoding="UTF-8"?>
<!--
  Pass 10: what is wrong with an ODD, before anything is made of it.

  Input    an ODD; parameter p5, the compiled TEI source, if the ODD refers to TEI
  Output   odd:problems, with an odd:problem for each mistake: @code its name, @element the number of the
           element where it stands (in document order, the root is 1), and a sentence
-->
<xsl:package version="3.0" name="https://epistola.example/xslt/odd/10-check" package-version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:odd="https://epistola.example/ns/odd"
    exclude-result-prefixes="xs tei" expand-text="yes">

  <xsl:include href="modules/declarations.xsl"/>
  <xsl:include href="modules/check-known.xsl"/>
  <xsl:include href="modules/check-choices.xsl"/>
  <xsl:include href="modules/check-specifications.xsl"/>

  <xsl:param name="p5" as="document-node()?" select="()"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
  <xsl:global-context-item as="document-node()" use="required"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/" as="element(odd:problems)">
    <odd:problems>
      <xsl:choose>
        <xsl:when test="//tei:schemaSpec">
          <xsl:apply-templates select="odd:schema(.)" mode="choices"/>
          <xsl:apply-templates select="odd:declarations(odd:schema(.))[odd:is-specification(.)]" mode="specifications"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="odd:problem(*, 'no-schema',
                'There is no schemaSpec in this document, so there is nothing to compile: add one.')"/>
        </xsl:otherwise>
      </xsl:choose>
    </odd:problems>
  </xsl:template>

  <xsl:function name="odd:problem" as="element(odd:problem)">
    <xsl:param name="place" as="element()"/>
    <xsl:param name="code" as="xs:string"/>
    <xsl:param name="sentence" as="xs:string"/>
    <odd:problem code="{$code}" element="{count($place/preceding::* | $place/ancestor-or-self::*)}">{$sentence}</odd:problem>
  </xsl:function>

</xsl:package>
