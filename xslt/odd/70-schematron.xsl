<?xml version="1.0" encoding="UTF-8"?>
<!--
  Pass 70: ISO Schematron with XPath 3.1.

  Input    a tei:schemaSpec, resolved (pass 40) or not; parameter documentation, the address of the page that
           pass 80 makes
  Output   sch:schema, a pattern for each tei:constraintSpec, named as that is; each assertion has an @id and
           a @see that leads to its rule in the documentation
-->
<xsl:package version="3.0" name="https://epistola.example/xslt/odd/70-schematron" package-version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:odd="https://epistola.example/ns/odd"
    exclude-result-prefixes="xs tei odd" expand-text="yes">

  <xsl:include href="modules/names.xsl"/>
  <xsl:include href="modules/rules.xsl"/>

  <xsl:param name="documentation" as="xs:string" select="$odd:schema/@ident || '.html'"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes" suppress-indentation="sch:assert sch:report"/>
  <xsl:global-context-item as="document-node(element(tei:schemaSpec))" use="required"/>

  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="/" as="document-node()">
    <xsl:document>
      <xsl:sequence select="odd:warning()"/>
      <xsl:apply-templates select="tei:schemaSpec"/>
    </xsl:document>
  </xsl:template>

  <xsl:template match="tei:schemaSpec" as="element(sch:schema)">
    <xsl:variable name="rules" as="element(tei:constraintSpec)*" select=".//tei:constraintSpec[odd:is-schematron(.)]"/>
    <sch:schema queryBinding="xslt3">
      <sch:title>Rules of {@ident}</sch:title>
      <xsl:sequence select="odd:namespaces($rules)"/>
      <xsl:apply-templates select="$rules/tei:constraint/xsl:*" mode="declaration"/>
      <xsl:apply-templates select="$rules"/>
    </sch:schema>
  </xsl:template>

  <!-- The namespaces that the rules declare, each prefix once, and those that rules may always use. -->
  <xsl:function name="odd:namespaces" as="element(sch:ns)+">
    <xsl:param name="rules" as="element(tei:constraintSpec)*"/>
    <xsl:variable name="usual" as="element(sch:ns)+">
      <sch:ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
      <sch:ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>
    </xsl:variable>
    <xsl:for-each-group select="$usual, $rules//sch:ns" group-by="@prefix">
      <sch:ns prefix="{@prefix}" uri="{@uri}"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- A rule may be a whole pattern, some rules, or assertions about the element that it stands in. -->
  <xsl:template match="tei:constraintSpec" as="element(sch:pattern)*">
    <xsl:variable name="constraint" as="element(tei:constraint)*" select="tei:constraint"/>
    <xsl:apply-templates select="$constraint/sch:pattern" mode="rule"/>
    <xsl:if test="$constraint/(sch:rule | sch:assert | sch:report)">
      <sch:pattern id="{odd:rule-name(.)}">
        <xsl:apply-templates select="$constraint/sch:rule" mode="rule"/>
        <xsl:if test="$constraint/(sch:assert | sch:report)">
          <sch:rule context="{odd:context(.)}">
            <xsl:apply-templates select="$constraint/(sch:let | sch:assert | sch:report)" mode="rule"/>
          </sch:rule>
        </xsl:if>
      </sch:pattern>
    </xsl:if>
  </xsl:template>

  <!-- Keys and functions that the rules use; of namespaces, only those of the ODD's rules. -->
  <xsl:mode name="declaration" on-no-match="fail"/>

  <xsl:template match="*" mode="declaration" as="element()">
    <xsl:copy copy-namespaces="no">
      <xsl:sequence select="@*"/>
      <xsl:apply-templates mode="declaration"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="text()" mode="declaration" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:mode name="rule" on-no-match="shallow-copy"/>

  <xsl:template match="sch:*" mode="rule" as="element()">
    <xsl:element name="sch:{local-name()}">
      <xsl:apply-templates select="@*, node()" mode="rule"/>
    </xsl:element>
  </xsl:template>

  <!-- Namespaces have been gathered at the top; keys and functions too. -->
  <xsl:template match="sch:ns | xsl:key | xsl:function" mode="rule" as="empty-sequence()" priority="1"/>

  <xsl:template match="sch:pattern" mode="rule" as="element(sch:pattern)" priority="1">
    <sch:pattern id="{odd:rule-name(ancestor::tei:constraintSpec)}{count(preceding-sibling::sch:pattern)[. ne 0] ! ('-' || . + 1)}">
      <xsl:apply-templates select="@* except @id, node()" mode="rule"/>
    </sch:pattern>
  </xsl:template>

  <xsl:template match="sch:assert | sch:report" mode="rule" as="element()" priority="1">
    <xsl:element name="sch:{local-name()}">
      <xsl:attribute name="id" select="odd:assertion-name(.)"/>
      <xsl:attribute name="see" select="$documentation || '#' || odd:rule-anchor(ancestor::tei:constraintSpec)"/>
      <xsl:sequence select="@* except @id"/>
      <xsl:apply-templates select="node()" mode="rule"/>
    </xsl:element>
  </xsl:template>

</xsl:package>
