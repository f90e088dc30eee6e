<?xml version="1.0" encoding="UTF-8"?>
<!-- Writing text where some characters have a meaning of their own: TeX, RIS. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:f="https://epistola.example/ns/function"
  xmlns:v="https://epistola.example/ns/variable" exclude-result-prefixes="#all" expand-text="yes">

  <!-- The ten characters that TeX takes for itself. Braces become commands, so that those of a BibTeX field balance. -->
  <xsl:variable name="v:tex" as="map(xs:string, xs:string)" select="map{
    '\': '\textbackslash{}', '{': '\textbraceleft{}', '}': '\textbraceright{}', '~': '\textasciitilde{}',
    '^': '\textasciicircum{}', '#': '\#', '$': '\$', '%': '\%', '&amp;': '\&amp;', '_': '\_'}"/>

  <xsl:function name="f:tex" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space($text)"/>
    <xsl:sequence select="
      if ($words = translate($words, '\{}~^#$%&amp;_', '')) then $words
      else string-join(analyze-string($words, '[\\{}~^#$%&amp;_]')/* ! (if (self::*:match) then $v:tex(string()) else string()))"/>
  </xsl:function>

  <xsl:variable name="v:controls" as="xs:string" static="yes" select="codepoints-to-string((127 to 159, 8232, 8233))"/>
  <xsl:variable name="v:blanks" as="xs:string" static="yes" select="string-join((1 to 35) ! ' ')"/>

  <xsl:function name="f:without-full-stop" as="xs:string">
    <xsl:param name="sentence" as="xs:string"/>
    <xsl:sequence select="if (ends-with($sentence, '.')) then substring($sentence, 1, string-length($sentence) - 1) else $sentence"/>
  </xsl:function>

  <!-- A value of RIS: one line, without control characters. -->
  <xsl:function name="f:ris-value" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="normalize-space(translate($text, $v:controls, $v:blanks))"/>
  </xsl:function>
</xsl:stylesheet>
