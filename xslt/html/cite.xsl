<?xml version="1.0" encoding="UTF-8"?>
<!-- "Cite this letter": references to copy, and the same in the formats of citation managers, from one record. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:m="https://epistola.example/ns/mode" xmlns:v="https://epistola.example/ns/variable"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template name="f:cite" as="element(section)">
    <xsl:context-item use="absent"/>
    <section class="cite" id="cite" aria-labelledby="cite-heading">
      <h2 id="cite-heading">{f:label('cite')}</h2>
      <dl class="references">
        <div><dt>Chicago</dt><dd class="reference"><xsl:sequence select="f:reference($v:subject)"/></dd></div>
        <div><dt>APA</dt><dd class="reference"><xsl:sequence select="f:reference-apa($v:subject)"/></dd></div>
        <div><dt>MLA</dt><dd class="reference"><xsl:sequence select="f:reference-mla($v:subject)"/></dd></div>
      </dl>
      <xsl:sequence select="f:export('BibTeX', '.bib', 'application/x-bibtex', string-join($v:records ! f:bibtex(.), '&#10;'))"/>
      <xsl:sequence select="f:export('RIS', '.ris', 'application/x-research-info-systems', string-join($v:records ! f:ris(.)))"/>
      <xsl:sequence select="f:export('CSL-JSON', '.csl.json', 'application/vnd.citationstyles.csl+json', f:json(array{$v:records ! f:csl(.)}) || '&#10;')"/>
      <p class="download"><a download="{$v:subject?key}.xml" href="{if ($tei) then $tei else 'data:application/tei+xml;base64,' || $source}">{f:label('download-tei')}</a></p>
      <!-- The head of the page describes one letter, and better; where there are spans, Zotero reads those and not the head. -->
      <xsl:sequence select="$v:records[count($v:records) gt 1] ! f:coins(.)"/>
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
      <p><a download="{$v:subject?key}{$suffix}" href="data:{$media-type};charset=utf-8,{encode-for-uri($content)}">{f:label('cite-download', $title)}</a></p>
    </details>
  </xsl:function>
</xsl:stylesheet>
