<?xml version="1.0" encoding="UTF-8"?>
<!--
  Pass 40: from specifications that lean on one another to specifications that say all there is to say.

  Input    a tei:schemaSpec in which every declaration stands once (pass 30)
  Output   the same, resolved: a model class lists its elements, however deep they were; content names only
           what the schema has; the attributes of an element or class are its own, whole classes
           (attRef with @class) and single attributes of classes (attRef with @class and @name), none twice
-->
<xsl:package version="3.0" name="https://epistola.example/xslt/odd/40-resolve" package-version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:odd="https://epistola.example/ns/odd"
    exclude-result-prefixes="#all">

  <xsl:include href="modules/change.xsl"/>
  <xsl:include href="modules/membership.xsl"/>
  <xsl:include href="modules/content.xsl"/>
  <xsl:include href="modules/attributes.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
  <xsl:global-context-item as="document-node(element(tei:schemaSpec))" use="required"/>

  <xsl:mode on-no-match="shallow-copy"/>

  <xsl:template match="tei:classSpec[@type = 'model']" as="element(tei:classSpec)?">
    <xsl:variable name="members" as="xs:string*" select="odd:members(@ident)"/>
    <xsl:if test="exists($members)">
      <xsl:copy>
        <xsl:apply-templates select="@*, tei:* except tei:attList"/>
        <content xmlns="http://www.tei-c.org/ns/1.0">
          <alternate>
            <xsl:for-each select="sort($members)">
              <elementRef key="{.}"/>
            </xsl:for-each>
          </alternate>
        </content>
      </xsl:copy>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:classSpec[@type = 'atts']" as="element(tei:classSpec)?">
    <xsl:variable name="attributes" as="element(tei:attList)?" select="odd:attributes(.)"/>
    <xsl:if test="exists($attributes)">
      <xsl:copy>
        <xsl:apply-templates select="@*, tei:* except tei:attList"/>
        <xsl:sequence select="$attributes"/>
      </xsl:copy>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:elementSpec" as="element(tei:elementSpec)">
    <xsl:copy>
      <xsl:apply-templates select="@*, tei:* except tei:attList"/>
      <xsl:sequence select="odd:attributes(.)"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="tei:elementSpec/tei:content | tei:macroSpec/tei:content" as="element(tei:content)">
    <xsl:copy>
      <xsl:sequence select="odd:content(.)"/>
    </xsl:copy>
  </xsl:template>

  <!-- Of a source come only the macros and datatypes that something refers to. -->
  <xsl:key name="referred" match="tei:macroRef | tei:dataRef" use="@key"/>

  <xsl:template match="(tei:macroSpec | tei:dataSpec)[@odd:from][not(key('referred',
        @ident))]" as="empty-sequence()"/>

  <!-- A membership in a class that the schema hasn't got says nothing. -->
  <xsl:template match="tei:memberOf[not(key('class', @key))]" as="empty-sequence()"/>

</xsl:package>
