<?xml version="1.0" encoding="UTF-8"?>
<!--
  Mistakes in what an ODD chooses: modules, elements, classes, groups, the roots of documents.

  Purpose  the mode "choices", applied to tei:schemaSpec
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="https://epistola.example/ns/odd" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:mode name="choices" on-no-match="deep-skip" on-multiple-match="fail"/>

  <xsl:template match="tei:schemaSpec" mode="choices" as="element(odd:problem)*">
    <xsl:variable name="schema" as="element(tei:schemaSpec)" select="."/>
    <xsl:for-each select="tokenize(@start)[exists($p5)
          or empty($schema//tei:moduleRef)][empty(odd:known('elementSpec', .))]">
      <xsl:sequence select="odd:problem($schema, 'unknown-start', 'Documents are to begin with the element “' || .
            || '”, which isn''t declared: correct schemaSpec/@start.')"/>
    </xsl:for-each>
    <xsl:apply-templates select="tei:* | odd:dissolved(tei:*, ())" mode="choices"/>
    <xsl:apply-templates select="odd:dissolved(tei:*, ())[odd:is-specification(.)]" mode="declared-once"/>
  </xsl:template>

  <xsl:template match="tei:moduleRef[@url]" mode="choices" as="element(odd:problem)">
    <xsl:sequence select="odd:problem(., 'foreign-module',
          'Modules of other schema languages (moduleRef/@url) are not understood: declare their elements in the ODD.')"/>
  </xsl:template>

  <xsl:template match="tei:moduleRef[@key]" mode="choices" as="element(odd:problem)*">
    <xsl:variable name="reference" as="element()" select="."/>
    <xsl:variable name="members" as="xs:string*" select="$p5 ! key('module', $reference/@key, .)[self::tei:elementSpec]/@ident"/>
    <xsl:choose>
      <xsl:when test="empty($p5)">
        <xsl:sequence select="odd:problem(., 'no-source', 'The ODD takes the module “' || @key
              || '” from TEI, but there is no TEI source: give one with --p5.')"/>
      </xsl:when>
      <xsl:when test="empty(key('module', @key, $p5))">
        <xsl:sequence select="odd:problem(., 'unknown-module', 'The TEI source has no module “' || @key
              || '”: correct moduleRef/@key.')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="(@include | @except)/tokenize(.)[not(. = $members)]">
          <xsl:sequence select="odd:problem($reference, 'not-in-module', 'The module “' || $reference/@key
                || '” has no element “' || . || '”: correct the name, or look for it in another module.')"/>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:elementRef | tei:classRef | tei:macroRef | tei:dataRef"
      mode="choices" as="element(odd:problem)?">
    <xsl:sequence select="odd:unknown(., replace(local-name(), 'Ref$', 'Spec'), @key)"/>
  </xsl:template>

  <xsl:template match="tei:specGrpRef" mode="choices" as="element(odd:problem)?">
    <xsl:if test="empty(key('group', @target))">
      <xsl:sequence select="odd:problem(., 'unknown-group', 'There is no specGrp to which “' || @target
            || '” leads: give the group this xml:id, or correct the target.')"/>
    </xsl:if>
  </xsl:template>

  <!-- A declaration that changes something needs something to change; one that adds must not find it there. -->
  <xsl:mode name="declared-once" on-no-match="deep-skip" on-multiple-match="fail"/>

  <xsl:template match="tei:*[@mode = ('change', 'delete', 'replace')]"
      mode="declared-once" as="element(odd:problem)?">
    <xsl:if test="empty(odd:known(local-name(), @ident)[not(. is current())])">
      <xsl:sequence select="
          odd:problem(., 'nothing-to-' || @mode, 'There is no ' || $odd:kinds(local-name()) || ' “' || @ident || '” to ' || @mode
            || (if (exists($p5)) then ': correct the name.' else ': correct the name, or give the TEI source with --p5.'))"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:*[not(@mode = ('change', 'delete', 'replace'))]"
      mode="declared-once" as="element(odd:problem)?">
    <xsl:variable name="earlier" as="element()*" select="key('declared', @ident)[local-name() = local-name(current())][not(@mode)][. &lt;&lt; current()]"/>
    <xsl:if test="exists($earlier)">
      <xsl:sequence select="odd:problem(., 'declared-twice', 'The ' || $odd:kinds(local-name()) || ' “' || @ident
            || '” is declared a second time: remove one, or say with @mode what this one does.')"/>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
