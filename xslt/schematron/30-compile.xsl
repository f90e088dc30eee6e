<?xml version="1.0" encoding="UTF-8"?>
<!--
  Pass 30: rules become a stylesheet.

  Input    sch:schema after pass 20; parameter phase: a phase of the schema, #ALL or #DEFAULT; parameter findings-only:
           whether rules and patterns are left out of the report where they find nothing; parameter without: the
           identifiers of assertions that are not to be run
  Output   an XSLT 3.0 stylesheet, which makes of a document a report in SVRL (ISO/IEC 19757-3:2020, annex D)

  Each active pattern is a mode; each rule is a template of it. The first rule of a pattern that matches a node is the
  only one that fires for it (clause 6.5), so earlier rules have higher priority. The attribute origin:place of an
  instruction says from where in the schema it comes, for messages about it.
-->
<xsl:package version="3.0" name="https://epistola.example/xslt/schematron/30-compile" package-version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:out="https://epistola.example/ns/output"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:svrl="http://purl.oclc.org/dsdl/svrl"
  xmlns:s="https://epistola.example/ns/schematron" xmlns:origin="https://epistola.example/ns/origin"
  exclude-result-prefixes="xs map array sch s" expand-text="yes">

  <xsl:include href="modules/errors.xsl"/>
  <xsl:include href="modules/expressions.xsl"/>
  <xsl:include href="modules/variables.xsl"/>
  <xsl:include href="modules/assertions.xsl"/>

  <xsl:param name="phase" as="xs:string" select="'#DEFAULT'"/>
  <xsl:param name="findings-only" as="xs:boolean" select="false()"/>
  <xsl:param name="without" as="xs:string" select="''"/>

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>
  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:global-context-item as="document-node(element(sch:schema))" use="required"/>

  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="report" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:variable name="schema" as="element(sch:schema)" select="/sch:schema"/>

  <xsl:variable name="chosen-phase" as="xs:string"
    select="if ($phase = '#DEFAULT') then string(($schema/@defaultPhase, '#ALL')[1]) else $phase"/>

  <xsl:variable name="active-phase" as="element(sch:phase)?"
    select="$schema/sch:phase[@id = $chosen-phase]"/>

  <xsl:variable name="left-out" as="xs:string*" select="tokenize($without)"/>

  <xsl:variable name="active-patterns" as="element(sch:pattern)*"
    select="$schema/sch:pattern[$chosen-phase = '#ALL' or @id = $active-phase/sch:active/@pattern]"/>

  <!-- A pattern of which nothing would be said isn't run. -->
  <xsl:variable name="patterns" as="element(sch:pattern)*"
    select="if ($findings-only)
      then $active-patterns[@documents or sch:rule/(sch:assert | sch:report)[not(@id = $left-out)]]
      else $active-patterns"/>

  <xsl:template match="/" as="element()">
    <xsl:apply-templates select="sch:schema"/>
  </xsl:template>

  <xsl:template match="sch:schema[not(@queryBinding = $s:bindings)]" priority="2" as="empty-sequence()">
    <xsl:variable name="found" as="xs:string"
      select="if (@queryBinding) then 'is “' || @queryBinding || '”' else 'is not given, which means XSLT 1.0'"/>
    <xsl:sequence select="error(xs:QName('s:schema'), 'The query binding of the schema ' || $found
      || '; what can be run here is ' || string-join($s:bindings, ', '))"/>
  </xsl:template>

  <xsl:variable name="s:bindings" as="xs:string+"
    select="'xslt2', 'xslt3', 'xpath2', 'xpath3', 'xpath31'"/>

  <xsl:template match="sch:schema" as="element()">
    <xsl:if test="empty($active-phase) and $chosen-phase ne '#ALL'">
      <xsl:sequence select="error(xs:QName('s:schema'), 'There is no phase “' || $chosen-phase || '” in the schema')"/>
    </xsl:if>
    <out:transform version="3.0" exclude-result-prefixes="#all">
      <xsl:namespace name="origin" select="'https://epistola.example/ns/origin'"/>
      <xsl:for-each select="sch:ns">
        <xsl:namespace name="{s:required(., 'prefix')}" select="s:required(., 'uri')"/>
      </xsl:for-each>
      <out:output method="xml" encoding="UTF-8"/>
      <xsl:copy-of select="xsl:*"/>
      <xsl:apply-templates select="sch:let, $active-phase/sch:let, $patterns/sch:let"/>
      <xsl:apply-templates select="." mode="report"/>
      <xsl:apply-templates select="$patterns"/>
    </out:transform>
  </xsl:template>

  <!-- The template that begins: what is said of the schema, then pattern by pattern. -->
  <xsl:template match="sch:schema" mode="report" as="element()">
    <out:template match="/" as="element(svrl:schematron-output)">
      <svrl:schematron-output>
        <xsl:sequence select="s:attribute('phase', $chosen-phase), s:attribute('title', sch:title),
          s:attribute('schemaVersion', @schemaVersion)"/>
        <xsl:apply-templates select="sch:ns, $patterns" mode="report"/>
      </svrl:schematron-output>
    </out:template>
  </xsl:template>

  <xsl:template match="sch:ns" mode="report" as="element(svrl:ns-prefix-in-attribute-values)">
    <svrl:ns-prefix-in-attribute-values prefix="{@prefix}" uri="{s:literally(@uri)}"/>
  </xsl:template>

  <xsl:template match="sch:pattern" mode="report" as="element()+">
    <svrl:active-pattern>
      <xsl:sequence select="s:attribute('id', @id), s:attribute('name', sch:title), s:attribute('role', @role)"/>
    </svrl:active-pattern>
    <out:apply-templates select="{s:visited(.)}" mode="{s:mode(.)}"/>
  </xsl:template>

  <!-- Only with findings; the number says which of the active patterns it is. -->
  <xsl:template match="sch:pattern[$findings-only]" priority="1" mode="report" as="element()">
    <xsl:variable name="number" as="xs:integer" select="count($active-patterns[. &lt;&lt; current()]) + 1"/>
    <out:sequence>
      <out:on-non-empty>
        <svrl:active-pattern number="{$number}">
          <xsl:sequence select="s:attribute('id', @id), s:attribute('role', @role)"/>
        </svrl:active-pattern>
      </out:on-non-empty>
      <out:apply-templates select="{s:visited(.)}" mode="{s:mode(.)}"/>
    </out:sequence>
  </xsl:template>

  <xsl:template match="sch:pattern[@documents]" priority="2" as="empty-sequence()">
    <xsl:sequence select="s:stop(., 'A pattern about other documents (attribute documents) can''t be run here')"/>
  </xsl:template>

  <xsl:template match="sch:pattern" as="element()+">
    <out:mode name="{s:mode(.)}" on-no-match="deep-skip"/>
    <out:template match="/" mode="{s:mode(.)}" priority="-1" as="empty-sequence()"/>
    <xsl:apply-templates select="sch:rule"/>
  </xsl:template>

  <xsl:template match="sch:rule" as="element()">
    <xsl:variable name="context" as="xs:string" select="s:expression(s:required(., 'context'))"/>
    <out:template origin:place="{s:place(.)}" match="{$context}" mode="{s:mode(..)}" as="element()*"
      priority="{count(following-sibling::sch:rule) + 1}">
      <xsl:apply-templates select="sch:let"/>
      <xsl:variable name="fired" as="element(svrl:fired-rule)">
        <svrl:fired-rule>
          <xsl:sequence select="s:attribute('id', @id), s:attribute('role', @role),
            (s:attribute('context', @context), s:attribute('flag', @flag))[not($findings-only)]"/>
        </svrl:fired-rule>
      </xsl:variable>
      <xsl:choose>
        <xsl:when test="$findings-only">
          <out:on-non-empty>
            <xsl:sequence select="$fired"/>
          </out:on-non-empty>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="$fired"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates select="(sch:assert | sch:report)[not(@id = $left-out)]"/>
    </out:template>
  </xsl:template>

  <!-- The nodes that are shown to the rules of a pattern, in the order of the document: most are about elements only,
       and many about those of some names. -->
  <xsl:function name="s:visited" as="xs:string">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:variable name="contexts" as="attribute(context)*" select="$pattern/sch:rule/@context"/>
    <xsl:variable name="names" as="array(xs:string*)*" select="$contexts ! array { s:names-matched(.) }"/>
    <xsl:variable name="counts-nodes" as="xs:boolean"
      select="exists($pattern//@*[matches(., '(position|last)\s*\(')])"/>
    <xsl:choose>
      <xsl:when test="exists($names) and not($counts-nodes) and (every $some in $names satisfies array:size($some) gt 0)">
        <xsl:variable name="distinct" as="xs:string+" select="distinct-values($names ! array:flatten(.))"/>
        <xsl:sequence select="if (count($distinct) eq 1) then '/descendant::' || $distinct
          else '/descendant::*[' || string-join($distinct ! ('self::' || .), ' or ') || ']'"/>
      </xsl:when>
      <xsl:when test="every $context in $contexts satisfies s:matches-elements-only($context)">
        <xsl:sequence select="'/, /descendant::*'"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="'/descendant-or-self::node()/(., @*)'"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="s:mode" as="xs:string">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:sequence select="'pattern-' || (count($pattern/preceding-sibling::sch:pattern) + 1)"/>
  </xsl:function>

  <!-- An attribute of the report, if there is something to write in it. -->
  <xsl:function name="s:attribute" as="attribute()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="item()?"/>
    <xsl:if test="exists($value)">
      <xsl:attribute name="{$name}" select="s:literally(normalize-space($value))"/>
    </xsl:if>
  </xsl:function>
</xsl:package>
