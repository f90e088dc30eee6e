<?xml version="1.0" encoding="UTF-8"?>
<!--
  The entries of the manual: elements, classes, macros, datatypes, rules.

  Purpose  the mode "specification"; odd:anchor, the key 'entry'
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:eg="http://www.tei-c.org/ns/Examples"
    xmlns:odd="https://epistola.example/ns/odd" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:key name="entry" match="tei:schemaSpec/(tei:elementSpec | tei:classSpec | tei:macroSpec
        | tei:dataSpec)" use="@ident"/>
  <xsl:key name="declared-module" match="tei:moduleSpec" use="@ident"/>
  <xsl:key name="shown" match="tei:exemplum" use=".//eg:*/local-name()"/>

  <!-- Short for elements, to which most links lead. -->
  <xsl:function name="odd:anchor" as="xs:string">
    <xsl:param name="specification" as="element()"/>
    <xsl:sequence select="
        (if ($specification/self::tei:elementSpec) then 'e' else replace(local-name($specification), 'Spec$', '')) || '-' || $specification/@ident"/>
  </xsl:function>

  <xsl:function name="odd:module-anchor" as="xs:string">
    <xsl:param name="element" as="element(tei:elementSpec)"/>
    <xsl:sequence select="'module-' || $element/@module"/>
  </xsl:function>

  <xsl:function name="odd:module-title" as="xs:string">
    <xsl:param name="element" as="element(tei:elementSpec)"/>
    <xsl:sequence select="
        string((key('declared-module', $element/@module, root($element))/tei:gloss ! normalize-space(),
                $element/@module[. != ''], 'Elements')[1])"/>
  </xsl:function>

  <xsl:mode name="specification" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="tei:elementSpec" mode="specification" as="element(section)">
    <section id="{odd:anchor(.)}">
      <h3><code>&lt;{odd:name(.)}></code><xsl:text> </xsl:text><xsl:sequence select="odd:gloss(.)"/></h3>
      <xsl:sequence select="odd:desc(.), tei:remarks[normalize-space()] ! odd:remarks(.)"/>
      <xsl:sequence select="odd:attribute-table(.)"/>
      <dl>
        <xsl:sequence select="odd:entry('Stands in', odd:name-list(odd:parents(.)))"/>
        <xsl:sequence select="odd:entry('May contain', odd:name-list(odd:children(.)))"/>
        <xsl:sequence select="odd:entry('Content', odd:content-in-words(tei:content))"/>
        <xsl:sequence select="odd:entry('Classes', odd:name-list(tei:classes/tei:memberOf/@key[key('entry', .)]))"/>
        <xsl:sequence select="odd:entry('Rules', odd:rule-links(.))"/>
      </dl>
      <xsl:sequence select="odd:examples(.)"/>
    </section>
  </xsl:template>

  <xsl:template match="tei:classSpec" mode="specification" as="element(section)">
    <section id="{odd:anchor(.)}">
      <h3><code>{@ident}</code></h3>
      <xsl:sequence select="odd:desc(.), odd:attribute-table(.)"/>
      <dl>
        <xsl:sequence select="odd:entry('Elements', odd:name-list(tei:content//tei:elementRef/@key))"/>
        <xsl:sequence select="odd:entry('Used by', odd:name-list(odd:users(.)))"/>
        <xsl:sequence select="odd:entry('Rules', odd:rule-links(.))"/>
      </dl>
    </section>
  </xsl:template>

  <xsl:template match="tei:macroSpec | tei:dataSpec" mode="specification" as="element(section)">
    <section id="{odd:anchor(.)}">
      <h3><code>{@ident}</code></h3>
      <xsl:sequence select="odd:desc(.)"/>
      <dl>
        <xsl:sequence select="odd:entry('Content', odd:content-in-words(tei:content))"/>
        <xsl:sequence select="odd:entry('Used by', odd:name-list(odd:users(.)))"/>
      </dl>
    </section>
  </xsl:template>

  <xsl:template match="tei:constraintSpec" mode="specification" as="element(section)">
    <xsl:variable name="home" as="element()?" select="ancestor::*[@ident][key('entry', @ident)][1]"/>
    <section id="{odd:rule-anchor(.)}">
      <h3><code>{odd:rule-name(.)}</code></h3>
      <xsl:sequence select="odd:desc(.)"/>
      <ul>
        <xsl:for-each select=".//(sch:assert | sch:report)">
          <li>
            <strong class="{odd:role(.)}">{odd:role(.)}</strong>
            <xsl:text>: </xsl:text>
            <xsl:apply-templates mode="message"/>
          </li>
        </xsl:for-each>
      </ul>
      <xsl:if test="$home">
        <p class="kind"><xsl:text>Belongs to </xsl:text><xsl:sequence select="odd:linked($home/@ident,
              $home/@ident)"/></p>
      </xsl:if>
    </section>
  </xsl:template>

  <xsl:function name="odd:role" as="xs:string">
    <xsl:param name="assertion" as="element()"/>
    <xsl:sequence select="string(($assertion/@role, 'error')[1])"/>
  </xsl:function>

  <!-- A message shows a gap where it will name what was found. -->
  <xsl:mode name="message" on-no-match="text-only-copy"/>

  <xsl:template match="sch:value-of | sch:name" mode="message" as="text()">
    <xsl:text>…</xsl:text>
  </xsl:template>

  <xsl:function name="odd:entry" as="element()*">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:if test="exists($content)">
      <dt>{$title}</dt>
      <dd>
        <xsl:sequence select="$content"/>
      </dd>
    </xsl:if>
  </xsl:function>

  <xsl:function name="odd:remarks" as="element()*">
    <xsl:param name="remarks" as="element(tei:remarks)"/>
    <xsl:apply-templates select="$remarks/tei:*" mode="prose"/>
  </xsl:function>

  <xsl:function name="odd:rule-links" as="node()*">
    <xsl:param name="specification" as="element()"/>
    <xsl:for-each select="$specification//tei:constraintSpec[odd:is-schematron(.)]">
      <a href="#{odd:rule-anchor(.)}">{odd:rule-name(.)}</a>
      <xsl:text> </xsl:text>
    </xsl:for-each>
  </xsl:function>

  <!-- What refers to a class, macro or datatype. -->
  <xsl:function name="odd:users" as="xs:string*">
    <xsl:param name="specification" as="element()"/>
    <xsl:sequence select="sort(distinct-values(key('user', $specification/@ident,
          root($specification))/@ident/string()))"/>
  </xsl:function>

  <xsl:key name="user" match="tei:schemaSpec/(tei:elementSpec | tei:classSpec | tei:macroSpec | tei:dataSpec)"
      use=".//(tei:classRef | tei:macroRef | tei:dataRef)/@key, .//tei:attRef/@class"/>

  <!-- Its own examples; if it has none, a link to the first example in which it occurs. -->
  <xsl:function name="odd:examples" as="element()*">
    <xsl:param name="element" as="element(tei:elementSpec)"/>
    <xsl:variable name="elsewhere" as="element(tei:elementSpec)?"
        select="key('shown', $element/@ident, root($element))[1]/ancestor::tei:elementSpec"/>
    <xsl:choose>
      <xsl:when test="$element/tei:exemplum">
        <xsl:sequence select="$element/tei:exemplum/eg:egXML ! odd:example(.)"/>
      </xsl:when>
      <xsl:when test="$elsewhere">
        <p class="kind"><xsl:text>There is an example at </xsl:text><xsl:sequence select="odd:linked($elsewhere/@ident, '&lt;' || $elsewhere/@ident || '>')"/></p>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
