<?xml version="1.0" encoding="UTF-8"?>
<!--
  Pass 10: abstract patterns (ISO/IEC 19757-3:2020, clause 6.3).

  Input    sch:schema, its inclusions resolved
  Output   the same; a pattern with @is-a has the content of the abstract pattern, its parameters replaced in all
           attributes; abstract patterns and param elements are gone
-->
<xsl:package version="3.0" name="https://epistola.example/xslt/schematron/10-instantiate" package-version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:s="https://epistola.example/ns/schematron" exclude-result-prefixes="xs map s" expand-text="yes">

  <xsl:include href="modules/errors.xsl"/>
  <xsl:include href="modules/expressions.xsl"/>

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:mode on-no-match="shallow-copy"/>
  <xsl:mode name="content" on-no-match="shallow-copy"/>

  <xsl:key name="abstract-pattern" match="sch:pattern[@abstract = 'true']" use="@id"/>

  <xsl:template match="sch:pattern[@abstract = 'true']" as="empty-sequence()"/>

  <xsl:template match="sch:pattern[@is-a]" as="element(sch:pattern)">
    <xsl:variable name="abstract" as="element(sch:pattern)?" select="key('abstract-pattern', @is-a)"/>
    <xsl:variable name="values" as="map(xs:string, xs:string)"
      select="map:merge(sch:param ! map { string(s:required(., 'name')): string(s:required(., 'value')) })"/>
    <xsl:if test="empty($abstract)">
      <xsl:sequence select="s:stop(., 'There is no abstract pattern “' || @is-a || '”')"/>
    </xsl:if>
    <xsl:copy>
      <xsl:copy-of select="$abstract/@* except $abstract/(@abstract, @id)"/>
      <xsl:copy-of select="@* except @is-a"/>
      <xsl:apply-templates select="$abstract/node()" mode="content">
        <xsl:with-param name="values" select="$values" tunnel="yes"/>
        <xsl:with-param name="instance" select="." tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="sch:param" mode="content" as="empty-sequence()"/>

  <xsl:template match="@*" mode="content" as="attribute()">
    <xsl:param name="values" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:attribute name="{name()}" namespace="{namespace-uri()}" select="s:substitute(., $values)"/>
  </xsl:template>

  <!-- A parameter that was forgotten would be an undeclared variable; say so here, where the pattern has a name. -->
  <xsl:template match="@context | @test" mode="content" as="attribute()">
    <xsl:param name="values" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:param name="instance" as="element(sch:pattern)" tunnel="yes"/>
    <xsl:variable name="needed" as="xs:string*" select="analyze-string(., $s:reference)//*:group[@nr = '1']/string()"/>
    <xsl:variable name="known" as="xs:string*"
      select="map:keys($values), ancestor::sch:schema//sch:let/@name/string(), s:bound(.)"/>
    <xsl:variable name="lacking" as="xs:string*" select="distinct-values($needed[not(. = $known)])"/>
    <xsl:if test="exists($lacking)">
      <xsl:sequence select="s:stop($instance, 'The abstract pattern “' || $instance/@is-a
        || '” needs parameters that are not given here: ' || string-join($lacking, ', '))"/>
    </xsl:if>
    <xsl:attribute name="{name()}" select="s:substitute(., $values)"/>
  </xsl:template>

  <!-- The variables that an expression binds by itself. -->
  <xsl:function name="s:bound" as="xs:string*">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:sequence select="analyze-string($expression, $s:reference || '(\s+in\s|\s*:=|\s+as\s|\s*[,)])')
      //*:group[@nr = '1']/string()"/>
  </xsl:function>
</xsl:package>
