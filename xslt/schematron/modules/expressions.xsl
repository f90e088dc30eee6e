<?xml version="1.0" encoding="UTF-8"?>
<!-- What has to be known of XPath expressions without parsing them whole. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:s="https://epistola.example/ns/schematron" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="s:literal" as="xs:string" select="'&quot;([^&quot;]|&quot;&quot;)*&quot;|''([^'']|'''')*'''"/>
  <xsl:variable name="s:reference" as="xs:string" select="'\$([\i-[:]][\c-[:]]*)'"/>

  <!-- Put other text for $name, for each name of the map. A name in the text that is put there stays. -->
  <xsl:function name="s:substitute" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="values" as="map(xs:string, xs:string)"/>
    <xsl:variable name="pieces" as="xs:string*">
      <xsl:analyze-string select="$text" regex="{$s:reference}">
        <xsl:matching-substring>
          <xsl:sequence select="($values(regex-group(1)), .)[1]"/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>
          <xsl:sequence select="."/>
        </xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="string-join($pieces)"/>
  </xsl:function>

  <!-- The same outside string literals: the variables of an expression get other names. -->
  <xsl:function name="s:rename" as="xs:string">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:variable name="references" as="map(xs:string, xs:string)"
      select="map:for-each($names, function($old, $new) { map:entry($old, '$' || $new) }) => map:merge()"/>
    <xsl:variable name="pieces" as="xs:string*">
      <xsl:analyze-string select="$expression" regex="{$s:literal}">
        <xsl:matching-substring>
          <xsl:sequence select="."/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>
          <xsl:sequence select="s:substitute(., $references)"/>
        </xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="if (map:size($names) = 0) then $expression else string-join($pieces)"/>
  </xsl:function>

  <!-- Whether a pattern can match elements and the document node only. What is in predicates doesn't count; where it
       can't be told, the answer is no. -->
  <xsl:function name="s:matches-elements-only" as="xs:boolean">
    <xsl:param name="pattern" as="xs:string"/>
    <xsl:variable name="bare" as="xs:string" select="s:without-predicates(replace($pattern, $s:literal, ''))"/>
    <xsl:variable name="others" as="xs:string"
      select="'@|\$|\[|\]|attribute|namespace|processing-|(node|text|comment|key|id)\s*\(|(^|\|)\s*\.'"/>
    <xsl:sequence select="not(matches($bare, $others))"/>
  </xsl:function>

  <!-- The names of the elements that a pattern can match, when it can match only elements of certain names; where that
       can't be told, none. -->
  <xsl:function name="s:names-matched" as="xs:string*">
    <xsl:param name="pattern" as="xs:string"/>
    <xsl:variable name="bare" as="xs:string" select="s:without-predicates(replace($pattern, $s:literal, ''))"/>
    <xsl:variable name="name" as="xs:string" select="'([\i-[:]][\c-[:]]*:)?[\i-[:]][\c-[:]]*'"/>
    <xsl:variable name="paths" as="xs:string*"
      select="if (matches($bare, '::|[@$()\[\]{}]|\s(union|except|intersect)\s')) then ()
        else tokenize($bare, '\|')"/>
    <xsl:variable name="steps" as="xs:string*" select="$paths ! normalize-space(tokenize(., '/')[last()])"/>
    <xsl:sequence
      select="if (every $step in $steps satisfies matches($step, '^' || $name || '$')) then $steps else ()"/>
  </xsl:function>

  <xsl:function name="s:without-predicates" as="xs:string">
    <xsl:param name="pattern" as="xs:string"/>
    <xsl:variable name="fewer" as="xs:string" select="replace($pattern, '\[[^\[\]]*\]', '')"/>
    <xsl:sequence select="if ($fewer = $pattern) then $pattern else s:without-predicates($fewer)"/>
  </xsl:function>

  <!-- Text as it must be written where braces enclose expressions. -->
  <xsl:function name="s:literally" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="replace($text, '([{}])', '$1$1')"/>
  </xsl:function>
</xsl:stylesheet>
