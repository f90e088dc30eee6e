<?xml version="1.0" encoding="UTF-8"?>
<!--
  Examples of mark-up, written as one types them, each element linked to its entry.

  Purpose  odd:example($egXML)
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:eg="http://www.tei-c.org/ns/Examples"
    xmlns:odd="https://epistola.example/ns/odd" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="odd:example" as="element(pre)">
    <xsl:param name="example" as="element(eg:egXML)"/>
    <pre><code>
      <xsl:apply-templates select="$example/node()[not(. is ($example/text())[1][not(normalize-space())]
            or . is $example/text()[last()][not(normalize-space())])]" mode="xml">
        <xsl:with-param name="margin" select="odd:margin($example)" tunnel="yes"/>
      </xsl:apply-templates>
    </code></pre>
  </xsl:function>

  <!-- The blanks with which every line of the example begins. -->
  <xsl:function name="odd:margin" as="xs:string">
    <xsl:param name="example" as="element(eg:egXML)"/>
    <xsl:variable name="indents" as="xs:integer*" select="
        tokenize(string($example), '\n')[position() gt 1][normalize-space()] ! string-length(replace(., '\S.*$', '', 's')),
        $example/text()[contains(., '&#10;')][following-sibling::*] ! string-length(replace(., '^.*\n', '', 's'))"/>
    <xsl:sequence select="string-join((1 to (min($indents), 0)[1]) ! ' ')"/>
  </xsl:function>

  <xsl:mode name="xml" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="*" mode="xml" as="node()+">
    <xsl:text>&lt;</xsl:text>
    <xsl:sequence select="odd:element-link(.)"/>
    <xsl:for-each select="@*">
      <xsl:text> {name()}="{replace(replace(., '&amp;', '&amp;amp;'), '"', '&amp;quot;')}"</xsl:text>
    </xsl:for-each>
    <xsl:choose>
      <xsl:when test="node()">
        <xsl:text>></xsl:text>
        <xsl:apply-templates mode="xml"/>
        <xsl:text>&lt;/{name()}></xsl:text>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>/></xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="odd:element-link" as="node()">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="entry" as="element()?" select="$element/self::eg:* ! key('element', local-name(), root($odd:schema))"/>
    <xsl:choose>
      <xsl:when test="$entry">
        <a href="#{odd:anchor($entry)}">{name($element)}</a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>{name($element)}</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="text()" mode="xml" as="text()">
    <xsl:param name="margin" as="xs:string" tunnel="yes"/>
    <xsl:text>{replace(replace(replace(., '\n' || $margin, '&#10;'), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;')}</xsl:text>
  </xsl:template>

  <xsl:template match="comment()" mode="xml" as="text()">
    <xsl:text>&lt;!--{.}--></xsl:text>
  </xsl:template>

  <xsl:template match="processing-instruction()" mode="xml" as="text()">
    <xsl:text>&lt;?{name()} {.}?></xsl:text>
  </xsl:template>

</xsl:stylesheet>
