<?xml version="1.0" encoding="UTF-8"?>
<!--
  The attributes of an element or class, for readers.

  Purpose  odd:attribute-table($specification): its own attributes and single ones of classes in a table, and
           the classes of which it has all
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="https://epistola.example/ns/odd" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="odd:attribute-table" as="element()*">
    <xsl:param name="specification" as="element()"/>
    <xsl:variable name="single" as="element(tei:attDef)*" select="
        $specification/tei:attList//(tei:attDef | tei:attRef[@name]/odd:attribute-of(.))"/>
    <xsl:if test="exists($single)">
      <table>
        <thead>
          <tr><th scope="col">Attribute</th><th scope="col">Meaning</th><th scope="col">Values</th></tr>
        </thead>
        <tbody>
          <xsl:apply-templates select="$single" mode="row"/>
        </tbody>
      </table>
    </xsl:if>
    <xsl:where-populated>
      <p>
        <xsl:sequence select="odd:whole-classes($specification)"/>
      </p>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="odd:attribute-of" as="element(tei:attDef)*">
    <xsl:param name="reference" as="element(tei:attRef)"/>
    <xsl:sequence select="key('class', $reference/@class, root($odd:schema))//tei:attDef[@ident = $reference/@name]"/>
  </xsl:function>

  <xsl:function name="odd:whole-classes" as="node()*">
    <xsl:param name="specification" as="element()"/>
    <xsl:variable name="classes" as="xs:string*" select="$specification/tei:attList//tei:attRef[not(@name)]/@class/string()"/>
    <xsl:if test="exists($classes)">
      <xsl:text>{if ($specification/tei:attList//(tei:attDef | tei:attRef[@name])) then 'And all' else 'All'} of </xsl:text>
      <xsl:sequence select="odd:name-list($classes)"/>
    </xsl:if>
  </xsl:function>

  <xsl:mode name="row" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="tei:attDef" mode="row" as="element(tr)">
    <tr>
      <th scope="row"><code>@{odd:name(.)}</code>{' (required)'[current()/@usage = 'req']}</th>
      <td>
        <xsl:apply-templates select="tei:desc" mode="prose"/>
        <xsl:sequence select="tei:remarks[normalize-space()] ! odd:remarks(.)"/>
      </td>
      <td>
        <xsl:sequence select="odd:values(.)"/>
      </td>
    </tr>
  </xsl:template>

  <!-- The list of values, or the datatype; how many; what holds when the attribute is absent. -->
  <xsl:function name="odd:values" as="node()*">
    <xsl:param name="attribute" as="element(tei:attDef)"/>
    <xsl:for-each select="$attribute/tei:valList[tei:valItem]">
      <xsl:text>{if (@type = 'closed') then 'One of:' else 'For example:'}</xsl:text>
      <dl>
        <xsl:for-each select="tei:valItem">
          <dt><code>{@ident}</code></dt>
          <dd>
            <xsl:apply-templates select="tei:gloss, tei:desc" mode="prose"/>
          </dd>
        </xsl:for-each>
      </dl>
    </xsl:for-each>
    <xsl:if test="not($attribute/tei:valList[@type = 'closed'][tei:valItem])">
      <xsl:text>{'Any '[$attribute/tei:valList/tei:valItem]}</xsl:text>
      <xsl:sequence select="$attribute/tei:datatype/*
            ! (if (@key) then odd:linked(@key, @key) else odd:type-in-words(.))"/>
    </xsl:if>
    <xsl:if test="$attribute/tei:datatype[odd:most(.) != '1']">
      <xsl:text> (several, with blanks between them)</xsl:text>
    </xsl:if>
    <xsl:for-each select="$attribute/tei:defaultVal">
      <xsl:text> Without it: </xsl:text>
      <code>{.}</code>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="odd:type-in-words" as="element(code)">
    <xsl:param name="type" as="element()"/>
    <code>
      <xsl:apply-templates select="$type" mode="words"/>
    </code>
  </xsl:function>

</xsl:stylesheet>
