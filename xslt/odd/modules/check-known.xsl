<?xml version="1.0" encoding="UTF-8"?>
<!--
  What an ODD may refer to: its own declarations and those of the TEI source.

  Purpose  odd:known($kind, $name), odd:kind-in-words
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:odd="https://epistola.example/ns/odd"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="odd:document" as="document-node()" select="root(.)"/>

  <!-- The declaration of $name as $kind (elementSpec, classSpec …), the ODD's own first. -->
  <xsl:function name="odd:known" as="element()*">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="
        key('declared', $name, $odd:document)[local-name() = $kind][not(@mode = ('change', 'delete'))],
        $p5 ! key('declared', $name, .)[local-name() = $kind]"/>
  </xsl:function>

  <xsl:variable name="odd:kinds" as="map(xs:string, xs:string)" select="
      map { 'elementSpec': 'element', 'classSpec': 'class', 'macroSpec': 'macro', 'dataSpec': 'datatype', 'moduleSpec': 'module' }"/>

  <!-- A reference to something that nobody declares. -->
  <xsl:function name="odd:unknown" as="element(odd:problem)?">
    <xsl:param name="reference" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="name" as="attribute()?"/>
    <xsl:if test="$name and empty(odd:known($kind, $name))">
      <xsl:variable name="where" as="xs:string?" select="$reference/ancestor::*[odd:is-specification(.)][1] ! (' (in ' || @ident || ')')"/>
      <xsl:sequence select="
          odd:problem($reference, 'unknown-' || $odd:kinds($kind),
            'There is no ' || $odd:kinds($kind) || ' “' || $name || '”' || $where || ': declare it'
            || (if (exists($p5)) then '' else ', give the TEI source with --p5') || ', or correct the name.')"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
