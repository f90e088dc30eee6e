<?xml version="1.0" encoding="UTF-8"?>
<!-- What the page and the book share: what is known of the letter, and the letter. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:m="https://epistola.example/ns/mode" xmlns:v="https://epistola.example/ns/variable"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- What is known of the letter. -->
  <xsl:function name="f:facts" as="element(div)*">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:sequence select="f:correspondents('from', $record?senders), f:correspondents('to', $record?addressees)"/>
    <xsl:sequence select="f:fact('date', (f:local-date($record?date), $record?date-words)[1]), f:fact('place', $record?place?name)"/>
    <xsl:sequence select="f:fact('kept', f:archive-in-words($record?archive))"/>
    <xsl:sequence select="f:neighbour('previous', $record?previous[1]), f:neighbour('next', $record?next[1])"/>
  </xsl:function>

  <xsl:function name="f:correspondents" as="element(div)?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="names" as="map(xs:string, xs:string)*"/>
    <xsl:if test="exists($names)">
      <div class="fact fact-{$label}">
        <dt>{f:label($label)}</dt>
        <dd>
          <xsl:for-each select="$names">
            <xsl:variable name="href" as="xs:string?" select="?ref[.] ! (f:entry-link(.), tokenize(.)[matches(., '^https?:')])[1]"/>
            <xsl:choose>
              <xsl:when test="$href"><a href="{iri-to-uri(f:address($href))}"><xsl:sequence select="f:isolated(?name)"/></a></xsl:when>
              <xsl:otherwise><xsl:sequence select="f:isolated(?name)"/></xsl:otherwise>
            </xsl:choose>
            <xsl:if test="?doubt[.]"> (?)</xsl:if>
            <xsl:if test="position() ne last()">, </xsl:if>
          </xsl:for-each>
        </dd>
      </div>
    </xsl:if>
  </xsl:function>

  <!-- The entry on this page to which a pointer of the correspDesc leads. -->
  <xsl:function name="f:entry-link" as="xs:string?">
    <xsl:param name="ref" as="xs:string"/>
    <xsl:variable name="named" as="element()?" select="($v:documents/tei:teiHeader/tei:profileDesc//tei:correspDesc//*[(@ref, @key) = $ref])[1]"/>
    <xsl:sequence select="$named ! $v:entry-of(generate-id(.)) ! ('#reg-' || @xml:id)"/>
  </xsl:function>

  <!-- One letter; in a file with several each has its title. -->
  <xsl:function name="f:letter" as="element(article)">
    <xsl:param name="document" as="element(tei:TEI)"/>
    <xsl:param name="position" as="xs:integer"/>
    <xsl:variable name="record" as="map(xs:string, item()*)" select="$v:records[$position]"/>
    <xsl:variable name="language" as="xs:string" select="($record?languages, $v:language)[1]"/>
    <article class="letter-sheet" lang="{$language}" dir="{f:direction($language)}">
      <xsl:if test="count($v:documents) gt 1">
        <h2 class="letter-title" lang="{$v:language}">{f:display-title($record)}</h2>
      </xsl:if>
      <xsl:if test="count($v:documents) = 1 and empty($document/tei:text//tei:head)">
        <h2 class="hidden mark" lang="{$v:language}">{f:label('letter')}</h2>
      </xsl:if>
      <xsl:apply-templates select="$document/tei:text" mode="m:html"/>
      <xsl:if test="empty($document/tei:text)">
        <p class="no-text" lang="{$v:language}">{f:label('no-text')}</p>
      </xsl:if>
    </article>
  </xsl:function>
</xsl:stylesheet>
