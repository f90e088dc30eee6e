<?xml version="1.0" encoding="UTF-8"?>
<!-- What the letters of an edition say of it together. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:f="https://epistola.example/ns/function"
  xmlns:m="https://epistola.example/ns/mode" xmlns:v="https://epistola.example/ns/variable"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- The title that most letters name, the editors of all, and so on. -->
  <xsl:function name="f:edition-of" as="map(xs:string, item()*)">
    <xsl:param name="letters" as="map(xs:string, item()*)*"/>
    <xsl:sequence select="map{
      'title': (f:most-frequent($letters?edition[.]), 'Letters')[1],
      'editors': distinct-values($letters?editors?name),
      'publisher': f:most-frequent($letters?publisher[.]),
      'published': max($letters?published),
      'licence': f:most-frequent($letters ! (?licence ! (?uri, ?name)[.])[1]),
      'languages': distinct-values($letters?languages)}"/>
  </xsl:function>

  <xsl:function name="f:most-frequent" as="xs:string?">
    <xsl:param name="values" as="xs:string*"/>
    <xsl:variable name="sorted" as="xs:string*">
      <xsl:for-each-group select="$values" group-by=".">
        <xsl:sort select="count(current-group())" order="descending"/>
        <xsl:sort select="."/>
        <xsl:sequence select="."/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:sequence select="$sorted[1]"/>
  </xsl:function>

  <!-- Who wrote to whom and when, for a list of letters; the title where that isn't known. -->
  <xsl:function name="f:line-of-letter" as="xs:string">
    <xsl:param name="letter" as="map(xs:string, item()*)"/>
    <xsl:variable name="from" as="xs:string" select="f:listed($letter?senders?name, f:label('and'))"/>
    <xsl:variable name="to" as="xs:string" select="f:listed($letter?addressees?name, f:label('and'))"/>
    <xsl:sequence select="
      if ($from or $to) then string-join((f:local-date($letter?date), string-join(($from, $to)[.], ' → '))[.], ': ')
      else f:display-title($letter)"/>
  </xsl:function>
</xsl:stylesheet>
