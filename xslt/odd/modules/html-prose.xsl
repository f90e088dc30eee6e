<?xml version="1.0" encoding="UTF-8"?>
<!--
  The prose of an ODD (its chapters, its gloss, desc and remarks) as HTML.

  Purpose  the mode "prose"; odd:gloss, odd:desc, odd:linked for names that the manual explains
  Rules    what isn't known here keeps its words and loses its mark-up
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:eg="http://www.tei-c.org/ns/Examples" xmlns:odd="https://epistola.example/ns/odd"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="odd:gloss" as="element(span)?">
    <xsl:param name="specification" as="element()"/>
    <xsl:for-each select="$specification/tei:gloss[normalize-space()][1]">
      <span class="gloss">
        <xsl:apply-templates mode="prose"/>
      </span>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="odd:desc" as="element(p)*">
    <xsl:param name="specification" as="element()"/>
    <xsl:for-each select="$specification/tei:desc[normalize-space()]">
      <p>
        <xsl:apply-templates mode="prose"/>
      </p>
    </xsl:for-each>
  </xsl:function>

  <!-- A name as code, linked when the manual has an entry for it. -->
  <xsl:function name="odd:linked" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="shown" as="xs:string"/>
    <xsl:variable name="entry" as="element()?" select="key('entry', $name, root($odd:schema))[1]"/>
    <xsl:choose>
      <xsl:when test="$entry">
        <a href="#{odd:anchor($entry)}"><code>{$shown}</code></a>
      </xsl:when>
      <xsl:otherwise>
        <code>{$shown}</code>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="odd:chapter-anchor" as="xs:string">
    <xsl:param name="chapter" as="element(tei:div)"/>
    <xsl:sequence select="string(($chapter/@xml:id, 'chapter-'
          || count($chapter/preceding-sibling::tei:div) + 1)[1])"/>
  </xsl:function>

  <xsl:mode name="prose" on-no-match="text-only-copy" on-multiple-match="fail"/>

  <xsl:template match="tei:div" mode="prose" as="element(section)">
    <section id="{odd:chapter-anchor(.)}">
      <xsl:apply-templates select="tei:*" mode="prose"/>
    </section>
  </xsl:template>

  <xsl:template match="tei:div/tei:head" mode="prose" as="element()">
    <xsl:element name="h{min((count(ancestor::tei:div) + 1, 6))}">
      <xsl:apply-templates mode="prose"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:p" mode="prose" as="element(p)">
    <p>
      <xsl:apply-templates mode="prose"/>
    </p>
  </xsl:template>

  <xsl:template match="tei:list" mode="prose" as="element(ul)">
    <ul>
      <xsl:apply-templates select="tei:item" mode="prose"/>
    </ul>
  </xsl:template>

  <xsl:template match="tei:item" mode="prose" as="element(li)">
    <li>
      <xsl:apply-templates mode="prose"/>
    </li>
  </xsl:template>

  <xsl:template match="tei:gi" mode="prose" as="element()">
    <xsl:sequence select="odd:linked(., '&lt;' || . || '>')"/>
  </xsl:template>

  <xsl:template match="tei:ident" mode="prose" as="element()">
    <xsl:sequence select="odd:linked(., .)"/>
  </xsl:template>

  <xsl:template match="tei:att" mode="prose" as="element(code)">
    <code>@{.}</code>
  </xsl:template>

  <xsl:template match="tei:val | tei:code | tei:tag" mode="prose" as="element(code)">
    <code>{.}</code>
  </xsl:template>

  <xsl:template match="tei:q | tei:soCalled" mode="prose" as="element(q)">
    <q>
      <xsl:apply-templates mode="prose"/>
    </q>
  </xsl:template>

  <xsl:template match="tei:emph | tei:mentioned | tei:term" mode="prose" as="element(em)">
    <em>
      <xsl:apply-templates mode="prose"/>
    </em>
  </xsl:template>

  <xsl:template match="tei:title" mode="prose" as="element(cite)">
    <cite>
      <xsl:apply-templates mode="prose"/>
    </cite>
  </xsl:template>

  <!-- Addresses within the source's own chapters would lead nowhere here. -->
  <xsl:template match="tei:ref[matches(@target, '^https?:') or key('chapter', @target, $odd)]"
      mode="prose" as="element(a)">
    <a href="{@target}">
      <xsl:apply-templates mode="prose"/>
    </a>
  </xsl:template>

  <xsl:template match="eg:egXML" mode="prose" as="element(pre)">
    <xsl:sequence select="odd:example(.)"/>
  </xsl:template>

  <xsl:key name="chapter" match="tei:div[@xml:id]" use="'#' || @xml:id"/>

</xsl:stylesheet>
