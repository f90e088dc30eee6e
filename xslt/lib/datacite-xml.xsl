<?xml version="1.0" encoding="UTF-8"?>
<!-- DataCite metadata in XML, made of the same map as in JSON (kernel 4; the order of the elements is free in its schema). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="f:datacite-xml" as="element()">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="data" as="map(xs:string, item())" select="f:datacite($record)"/>
    <resource xmlns="http://datacite.org/schema/kernel-4">
      <identifier identifierType="DOI">{($data?doi, '(:tba)')[1]}</identifier>
      <creators>
        <xsl:for-each select="$data?creators?*">
          <creator>
            <xsl:sequence select="f:datacite-name-element('creatorName', .)"/>
          </creator>
        </xsl:for-each>
      </creators>
      <titles><title>{$data?titles?1?title}</title></titles>
      <publisher>{$data?publisher?name}</publisher>
      <publicationYear>{$data?publicationYear}</publicationYear>
      <resourceType resourceTypeGeneral="{$data?types?resourceTypeGeneral}">{$data?types?resourceType}</resourceType>
      <xsl:sequence select="f:datacite-contributor-elements($data), f:datacite-description-elements($data), f:datacite-related-elements($data)"/>
    </resource>
  </xsl:function>

  <xsl:function name="f:datacite-name-element" as="element()+">
    <xsl:param name="element" as="xs:string"/>
    <xsl:param name="name" as="map(xs:string, item())"/>
    <xsl:element name="{$element}" namespace="http://datacite.org/schema/kernel-4">
      <xsl:if test="$name?nameType"><xsl:attribute name="nameType" select="$name?nameType"/></xsl:if>
      <xsl:text>{$name?name}</xsl:text>
    </xsl:element>
    <xsl:for-each select="('givenName', 'familyName')[map:contains($name, .)]">
      <xsl:element name="{.}" namespace="http://datacite.org/schema/kernel-4">{$name(.)}</xsl:element>
    </xsl:for-each>
    <xsl:for-each select="$name?nameIdentifiers?*">
      <nameIdentifier xmlns="http://datacite.org/schema/kernel-4" nameIdentifierScheme="{?nameIdentifierScheme}">{?nameIdentifier}</nameIdentifier>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:datacite-contributor-elements" as="element()*">
    <xsl:param name="data" as="map(xs:string, item())"/>
    <xsl:if test="exists($data?contributors)">
      <contributors xmlns="http://datacite.org/schema/kernel-4">
        <xsl:for-each select="$data?contributors?*">
          <contributor contributorType="{?contributorType}">
            <xsl:sequence select="f:datacite-name-element('contributorName', .)"/>
          </contributor>
        </xsl:for-each>
      </contributors>
    </xsl:if>
    <xsl:if test="exists($data?dates)">
      <dates xmlns="http://datacite.org/schema/kernel-4">
        <xsl:for-each select="$data?dates?*">
          <date dateType="{?dateType}">
            <xsl:if test="?dateInformation"><xsl:attribute name="dateInformation" select="?dateInformation"/></xsl:if>
            <xsl:text>{?date}</xsl:text>
          </date>
        </xsl:for-each>
      </dates>
    </xsl:if>
    <xsl:for-each select="$data?language">
      <language xmlns="http://datacite.org/schema/kernel-4">{.}</language>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:datacite-description-elements" as="element()*">
    <xsl:param name="data" as="map(xs:string, item())"/>
    <xsl:for-each select="$data?rightsList?*">
      <rightsList xmlns="http://datacite.org/schema/kernel-4">
        <rights>
          <xsl:if test="?rightsUri"><xsl:attribute name="rightsURI" select="?rightsUri"/></xsl:if>
          <xsl:text>{?rights}</xsl:text>
        </rights>
      </rightsList>
    </xsl:for-each>
    <xsl:for-each select="$data?descriptions?*">
      <descriptions xmlns="http://datacite.org/schema/kernel-4"><description descriptionType="{?descriptionType}">{?description}</description></descriptions>
    </xsl:for-each>
    <xsl:for-each select="$data?geoLocations?*">
      <geoLocations xmlns="http://datacite.org/schema/kernel-4"><geoLocation><geoLocationPlace>{?geoLocationPlace}</geoLocationPlace></geoLocation></geoLocations>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:datacite-related-elements" as="element()*">
    <xsl:param name="data" as="map(xs:string, item())"/>
    <xsl:for-each select="$data?relatedItems?*">
      <relatedItems xmlns="http://datacite.org/schema/kernel-4">
        <relatedItem relatedItemType="{?relatedItemType}" relationType="{?relationType}"><titles><title>{?titles?1?title}</title></titles></relatedItem>
      </relatedItems>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
