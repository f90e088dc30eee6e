<?xml version="1.0" encoding="UTF-8"?>
<!--
  Pass 30: one declaration for each thing that is declared.

  Input    tei:schemaSpec in which a declaration may be followed by others of the same name that change,
           replace or delete it (pass 20)
  Output   tei:schemaSpec in which every declaration stands once, without @mode
-->
<xsl:package version="3.0" name="https://epistola.example/xslt/odd/30-merge" package-version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:odd="https://epistola.example/ns/odd"
    exclude-result-prefixes="#all">

  <xsl:include href="modules/change.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
  <xsl:global-context-item as="document-node(element(tei:schemaSpec))" use="required"/>

  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="/" as="document-node()">
    <xsl:document>
      <xsl:apply-templates select="tei:schemaSpec"/>
    </xsl:document>
  </xsl:template>

  <xsl:template match="tei:schemaSpec" as="element(tei:schemaSpec)">
    <xsl:copy>
      <xsl:sequence select="@*, tei:gloss, tei:desc"/>
      <xsl:for-each-group select="tei:* except (tei:gloss, tei:desc,
            tei:constraintSpec)" group-by="local-name(), @ident" composite="yes">
        <xsl:sequence select="odd:merged(current-group())"/>
      </xsl:for-each-group>
      <xsl:sequence select="tei:constraintSpec"/>
    </xsl:copy>
  </xsl:template>

  <!-- The first declaration, as the later ones leave it. -->
  <xsl:function name="odd:merged" as="element()?">
    <xsl:param name="declarations" as="element()+"/>
    <xsl:iterate select="$declarations">
      <xsl:param name="sofar" as="element()?" select="()"/>
      <xsl:on-completion select="$sofar"/>
      <xsl:next-iteration>
        <xsl:with-param name="sofar" select="odd:merged-with($sofar, .)"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <xsl:function name="odd:merged-with" as="element()?">
    <xsl:param name="base" as="element()?"/>
    <xsl:param name="declaration" as="element()"/>
    <xsl:sequence select="
        if ($declaration/@mode = 'delete') then ()
        else if ($declaration/@odd:from and $base) then $base
        else if ($declaration/@mode = 'change' and $base) then odd:changed($base, $declaration)
        else odd:anew($declaration)"/>
  </xsl:function>

  <xsl:function name="odd:anew" as="element()">
    <xsl:param name="declaration" as="element()"/>
    <xsl:for-each select="$declaration">
      <xsl:copy>
        <xsl:sequence select="@* except @mode, node()"/>
      </xsl:copy>
    </xsl:for-each>
  </xsl:function>

</xsl:package>
