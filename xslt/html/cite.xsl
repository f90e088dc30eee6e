<?xml version="1.0" encoding="UTF-8"?>
<!-- "Cite this letter": a reference to copy, and the same in the formats of citation managers, from one record. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:m="https://epistola.example/ns/mode" xmlns:v="https://epistola.example/ns/variable"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template name="f:cite" as="element(section)">
    <xsl:context-item use="absent"/>
    <section class="cite" id="cite" aria-labelledby="cite-heading">
      <h2 id="cite-heading">{f:label('cite')}</h2>
      <p class="reference"><xsl:sequence select="f:reference($v:records[1])"/></p>
      <xsl:sequence select="f:export('BibTeX', '.bib', 'application/x-bibtex', string-join($v:records ! f:bibtex(.), '&#10;'))"/>
      <xsl:sequence select="f:export('RIS', '.ris', 'application/x-research-info-systems', string-join($v:records ! f:ris(.)))"/>
      <xsl:sequence select="f:export('CSL-JSON', '.csl.json', 'application/vnd.citationstyles.csl+json', f:json(array{$v:records ! f:csl(.)}) || '&#10;')"/>
      <p class="download"><a download="{$v:records[1]?key}.xml" href="{if ($tei) then $tei else 'data:application/tei+xml;base64,' || $source}">{f:label('download-tei')}</a></p>
      <xsl:sequence select="$v:records ! f:coins(.)"/>
    </section>
  </xsl:template>

  <xsl:function name="f:export" as="element(details)">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="suffix" as="xs:string"/>
    <xsl:param name="media-type" as="xs:string"/>
    <xsl:param name="content" as="xs:string"/>
    <details>
      <summary>{$title}</summary>
      <pre tabindex="0"><code>{translate($content, '&#13;', '')}</code></pre>
      <p><a download="{$v:records[1]?key}{$suffix}" href="data:{$media-type};charset=utf-8,{encode-for-uri($content)}">{f:label('cite-download', $title)}</a></p>
    </details>
  </xsl:function>

  <!-- Berger, Johann. Letter to Anna Moser, May 3, 1871. In Edition, edited by X. Publisher, 2026. Address. -->
  <xsl:function name="f:reference" as="node()*">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="to" as="xs:string" select="f:listed($record?addressees?name, f:label('and'))"/>
    <xsl:variable name="what" as="xs:string" select="
      if (not($record?kind = 'letter')) then $record?title
      else if ($to) then f:label('letter-to', $to)
      else ($record?title[.], f:label('letter-word'))[1]"/>
    <xsl:variable name="by" as="xs:string" select="f:listed($record?editors?name, f:label('and'))"/>
    <xsl:variable name="imprint" as="xs:string" select="string-join(($record?publisher, substring($record?published, 1, 4))[.], ', ')"/>
    <xsl:for-each select="f:inverted-names($record?senders)[.]">
      <xsl:sequence select="f:isolated(f:without-full-stop(.))"/>
      <xsl:text>. </xsl:text>
    </xsl:for-each>
    <xsl:sequence select="f:sentence(string-join(($what[.], f:local-date($record?date), $record?date-words[.]), ', '))"/>
    <xsl:if test="$record?edition">
      <xsl:text>{f:label('in-edition')} </xsl:text><cite>{$record?edition}</cite>
      <xsl:sequence select="f:sentence((', ' || f:label('edited-by', $by))[$by] || ('.'[not($by)]))"/>
    </xsl:if>
    <xsl:sequence select="f:sentence($imprint), f:sentence(f:archive-in-words($record?archive))"/>
    <xsl:for-each select="($record?doi ! ('https://doi.org/' || .), $record?uri)[1]">
      <a href="{iri-to-uri(.)}">{.}</a>
      <xsl:text>.</xsl:text>
    </xsl:for-each>
  </xsl:function>

  <!-- The first name as it is sorted, the others as they are read. -->
  <xsl:function name="f:inverted-names" as="xs:string">
    <xsl:param name="names" as="map(xs:string, xs:string)*"/>
    <xsl:sequence select="f:listed(($names[1] ! f:sorted-name(.), tail($names)?name), f:label('and'))"/>
  </xsl:function>

  <xsl:function name="f:sentence" as="text()?">
    <xsl:param name="words" as="xs:string"/>
    <xsl:if test="$words">
      <xsl:text>{f:without-full-stop($words)}. </xsl:text>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
