<?xml version="1.0" encoding="UTF-8"?>
<!-- What the stylesheets say when something is wrong: one sentence with what was expected and what was found. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:f="https://epistola.example/ns/function" xmlns:e="https://epistola.example/ns/error"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- The TEI documents in a file, be it one TEI or a teiCorpus. -->
  <xsl:function name="f:documents" as="element(tei:TEI)+">
    <xsl:param name="file" as="document-node()"/>
    <xsl:variable name="found" as="element(tei:TEI)*" select="$file//tei:TEI"/>
    <xsl:variable name="root" as="element()" select="$file/*"/>
    <xsl:sequence select="if (exists($found)) then $found else error(xs:QName('e:no-tei'),
      'A TEI document was expected (namespace http://www.tei-c.org/ns/1.0); the root is “' || name($root) || '”'
      || (if (namespace-uri($root)) then ' in the namespace ' || namespace-uri($root) else ' in no namespace') || '.')"/>
  </xsl:function>

  <!-- The texts of a file, not those inside others. -->
  <xsl:function name="f:texts" as="element(tei:text)*">
    <xsl:param name="file" as="document-node()"/>
    <xsl:sequence select="f:documents($file)/tei:text"/>
  </xsl:function>

  <!-- Report what is lacking or unknown in the texts, once; the first word tells the kind of message. -->
  <xsl:function name="f:report" as="empty-sequence()">
    <xsl:param name="texts" as="element(tei:text)*"/>
    <xsl:if test="empty($texts)">
      <xsl:message>[no-text] The document has no text element, only a header.</xsl:message>
    </xsl:if>
    <xsl:for-each select="f:unlisted($texts)">
      <xsl:message>[unknown-element] There is no rule for the element “{.}”; its text is shown as it is.</xsl:message>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
