<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: a number in the text, the note after the letter, and the way back. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:m="https://epistola.example/ns/mode" xmlns:v="https://epistola.example/ns/variable"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="tei:note[f:is-remark(.)]" mode="m:html" as="element()">
    <xsl:variable name="number" as="xs:integer" select="$v:note-numbers(generate-id())"/>
    <sup class="mark">
      <a class="noteref" id="{$v:prefix}r{$number}" href="#{f:id(.)}" role="doc-noteref" aria-label="{f:label('note', string($number))}">{$number}</a>
    </sup>
  </xsl:template>

  <!-- A note among paragraphs, or a page number that the source bears. -->
  <xsl:template match="tei:note" mode="m:html" as="element()">
    <xsl:element name="{if (f:kind(..) = ('structure', 'group')) then 'div' else 'span'}">
      <xsl:sequence select="f:attributes(., 'page-number'[f:is-page-number(current())])"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- Such a number is parted from the words around it. -->
  <xsl:template match="tei:note[f:is-page-number(.)][not(f:preserves(.))]" mode="m:html" as="node()*" priority="0.8">
    <xsl:text> </xsl:text>
    <xsl:next-match/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- A note on words of one reading is seen with them only. -->
  <xsl:function name="f:reading-of" as="xs:string*">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="
      'in-corrected'[exists($note/ancestor::*[not(f:in-reading(., 'source') or f:is-variant(.))])],
      'in-source'[exists($note/ancestor::*[not(f:in-reading(., 'corrected') or f:is-variant(.))])]"/>
  </xsl:function>

  <xsl:template name="f:notes" as="element(section)?">
    <xsl:context-item use="absent"/>
    <xsl:if test="exists($v:notes)">
      <section class="notes" id="notes" aria-labelledby="notes-heading">
        <h2 id="notes-heading">{f:label('notes')}</h2>
        <ol>
          <xsl:for-each select="$v:notes">
            <xsl:variable name="number" as="xs:integer" select="$v:note-numbers(generate-id())"/>
            <li>
              <xsl:sequence select="f:attributes(., f:reading-of(.))"/>
              <xsl:attribute name="value" select="$number"/>
              <xsl:apply-templates mode="m:html"/>
              <xsl:text> </xsl:text>
              <a class="back mark" href="#{$v:prefix}r{$number}" role="doc-backlink" aria-label="{f:label('back-to-note', string($number))}">↩</a>
            </li>
          </xsl:for-each>
        </ol>
      </section>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
