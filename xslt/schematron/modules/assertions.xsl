<?xml version="1.0" encoding="UTF-8"?>
<!-- Assertions, their messages, diagnostics and properties (ISO/IEC 19757-3:2020, clauses 5.4.1 to 5.4.13). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:out="https://epistola.example/ns/output" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:svrl="http://purl.oclc.org/dsdl/svrl"
  xmlns:s="https://epistola.example/ns/schematron" xmlns:origin="https://epistola.example/ns/origin"
  exclude-result-prefixes="xs sch s" expand-text="yes">

  <xsl:mode name="message" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:key name="diagnostic" match="sch:diagnostics/sch:diagnostic" use="@id"/>
  <xsl:key name="property" match="sch:properties/sch:property" use="@id"/>

  <xsl:template match="sch:assert" as="element()">
    <out:if origin:place="{s:place(.)}" test="not(({s:expression(s:required(., 'test'))}))">
      <svrl:failed-assert>
        <xsl:sequence select="s:finding(.)"/>
      </svrl:failed-assert>
    </out:if>
  </xsl:template>

  <xsl:template match="sch:report" as="element()">
    <out:if origin:place="{s:place(.)}" test="{s:expression(s:required(., 'test'))}">
      <svrl:successful-report>
        <xsl:sequence select="s:finding(.)"/>
      </svrl:successful-report>
    </out:if>
  </xsl:template>

  <!-- What SVRL says of an assertion that failed or a report that succeeded. -->
  <xsl:function name="s:finding" as="node()+">
    <xsl:param name="assertion" as="element()"/>
    <xsl:sequence select="s:attribute('id', $assertion/@id), s:attribute('role', $assertion/@role),
      s:attribute('flag', $assertion/@flag), s:attribute('test', $assertion/@test), s:location($assertion)"/>
    <xsl:for-each select="tokenize($assertion/@diagnostics)">
      <svrl:diagnostic-reference diagnostic="{.}">
        <xsl:sequence select="s:message(s:referred($assertion, 'diagnostic', .), $assertion)"/>
      </svrl:diagnostic-reference>
    </xsl:for-each>
    <xsl:for-each select="tokenize($assertion/@properties)">
      <xsl:variable name="property" as="element()" select="s:referred($assertion, 'property', .)"/>
      <svrl:property-reference property="{.}">
        <xsl:sequence select="s:attribute('role', $property/@role), s:attribute('scheme', $property/@scheme),
          s:message($property, $assertion)"/>
      </svrl:property-reference>
    </xsl:for-each>
    <svrl:text>
      <xsl:sequence select="$assertion/(@see | @icon | @fpi) ! s:attribute(name(), .)"/>
      <xsl:sequence select="s:message($assertion, $assertion)"/>
    </svrl:text>
  </xsl:function>

  <!-- The node that a finding is about: the subject that assertion or rule names, else the context. -->
  <xsl:function name="s:location" as="attribute(location)">
    <xsl:param name="assertion" as="element()"/>
    <xsl:variable name="subject" as="attribute(subject)?" select="($assertion/@subject, $assertion/../@subject)[1]"/>
    <xsl:attribute name="location"
      select="if ($subject) then '{path((' || s:expression($subject) || ', .)[1])}' else '{path(.)}'"/>
  </xsl:function>

  <xsl:function name="s:referred" as="element()">
    <xsl:param name="assertion" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:variable name="found" as="element()?" select="key($kind, $id, root($assertion))"/>
    <xsl:sequence select="$found, if (empty($found))
      then s:stop($assertion, 'There is no ' || $kind || ' “' || $id || '” in the schema') else ()"/>
  </xsl:function>

  <!-- The content of a message as instructions; expressions in it see the variables of the assertion. -->
  <xsl:function name="s:message" as="node()*">
    <xsl:param name="message" as="element()"/>
    <xsl:param name="user" as="element()"/>
    <xsl:copy-of select="$message/(@xml:lang | @xml:space)"/>
    <xsl:apply-templates select="$message/node()" mode="message">
      <xsl:with-param name="user" select="$user" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:function>

  <xsl:template match="text()" mode="message" as="element()">
    <out:text>{.}</out:text>
  </xsl:template>

  <xsl:template match="sch:value-of" mode="message" as="element()">
    <xsl:param name="user" as="element()" tunnel="yes"/>
    <out:value-of origin:place="{s:place(.)}" select="{s:expression(s:required(., 'select'), $user)}"/>
  </xsl:template>

  <xsl:template match="sch:name" mode="message" as="element()">
    <xsl:param name="user" as="element()" tunnel="yes"/>
    <out:value-of origin:place="{s:place(.)}" select="name({@path ! s:expression(., $user)})"/>
  </xsl:template>

  <xsl:template match="sch:emph" mode="message" as="element(svrl:emph)">
    <svrl:emph>
      <xsl:apply-templates mode="message"/>
    </svrl:emph>
  </xsl:template>

  <xsl:template match="sch:span" mode="message" as="element(svrl:span)">
    <svrl:span class="{s:literally(s:required(., 'class'))}">
      <xsl:apply-templates mode="message"/>
    </svrl:span>
  </xsl:template>

  <xsl:template match="sch:dir" mode="message" as="element(svrl:dir)">
    <svrl:dir>
      <xsl:sequence select="s:attribute('value', @value)"/>
      <xsl:apply-templates mode="message"/>
    </svrl:dir>
  </xsl:template>

  <xsl:template match="sch:*" mode="message" priority="-0.3" as="empty-sequence()">
    <xsl:sequence select="s:stop(., 'The element ' || local-name() || ' can''t stand in a message')"/>
  </xsl:template>

  <!-- Instructions and elements of other vocabularies are the schema's own business. -->
  <xsl:template match="*" mode="message" priority="-0.4" as="element()">
    <xsl:apply-templates select="." mode="content"/>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="message" as="empty-sequence()"/>
</xsl:stylesheet>
