<?xml version="1.0" encoding="UTF-8"?>
<!-- A record as COinS: a ContextObject of OpenURL (ANSI/NISO Z39.88-2004) with Dublin Core in a span. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="f:coins" as="element(span)">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <span class="Z3988" title="{f:context-object($record)}"/>
  </xsl:function>

  <!-- The same as HTML already written, for many letters: a serialiser of its own takes longer than all the rest. -->
  <xsl:function name="f:coins-written" as="xs:string">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:sequence select="'&lt;span class=&quot;Z3988&quot; title=&quot;' || replace(f:context-object($record), '&amp;', '&amp;amp;', 'q') || '&quot;>&lt;/span>'"/>
  </xsl:function>

  <!-- Pairs of key and value, in which only the characters stand that a URI may have. -->
  <xsl:function name="f:context-object" as="xs:string">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="pairs" as="xs:string*" select="
      'ctx_ver=Z39.88-2004', 'rft_val_fmt=' || encode-for-uri('info:ofi/fmt:kev:mtx:dc'),
      f:coin('type', if ($record?kind = 'letter') then 'letter' else 'document'),
      f:coin('title', f:display-title($record)), f:coin('creator', $record?senders ! f:sorted-name(.)),
      f:coin('contributor', $record?editors ! f:sorted-name(.)),
      f:coin('date', ($record?date ! (?start, ?end)[1], $record?published[not($record?kind = 'letter')])[1]), f:coin('publisher', $record?publisher),
      f:coin('source', ($record?edition[.], f:archive-in-words($record?archive))[1]), f:coin('language', $record?languages[1]),
      f:coin('identifier', ($record?doi ! f:doi-address(.), $record?uri)[1]), f:coin('rights', $record?licence?name)"/>
    <xsl:sequence select="string-join($pairs, '&amp;')"/>
  </xsl:function>

  <xsl:function name="f:coin" as="xs:string*">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="values" as="xs:string*"/>
    <xsl:sequence select="$values[.] ! ('rft.' || $name || '=' || encode-for-uri(.))"/>
  </xsl:function>
</xsl:stylesheet>
