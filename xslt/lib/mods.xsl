<?xml version="1.0" encoding="UTF-8"?>
<!-- A record as MODS 3.8 (https://www.loc.gov/standards/mods/): the letter, and as its host the edition that publishes it. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="f:mods" as="element()">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <mods xmlns="http://www.loc.gov/mods/v3" version="3.8">
      <titleInfo><title>{f:display-title($record)}</title></titleInfo>
      <xsl:sequence select="$record?senders ! f:mods-name(., 'aut', 'author'), $record?addressees ! f:mods-name(., 'rcp', 'addressee'),
        $record?editors ! f:mods-name(., 'edt', 'editor')"/>
      <typeOfResource>text</typeOfResource>
      <xsl:if test="$record?kind = 'letter'"><genre authority="marcgt">letter</genre></xsl:if>
      <xsl:sequence select="f:mods-origin($record)"/>
      <xsl:for-each select="$record?languages">
        <language><languageTerm type="code" authority="rfc5646">{.}</languageTerm></language>
      </xsl:for-each>
      <xsl:for-each select="$record?abstract[.]"><abstract>{.}</abstract></xsl:for-each>
      <xsl:sequence select="f:mods-host($record), f:mods-links($record)"/>
    </mods>
  </xsl:function>

  <xsl:function name="f:mods-name" as="element()">
    <xsl:param name="name" as="map(xs:string, xs:string)"/>
    <xsl:param name="code" as="xs:string"/>
    <xsl:param name="role" as="xs:string"/>
    <name xmlns="http://www.loc.gov/mods/v3" type="{if ($name?kind = 'org') then 'corporate' else 'personal'}">
      <xsl:if test="$name?uri"><xsl:attribute name="valueURI" select="$name?uri"/></xsl:if>
      <xsl:choose>
        <xsl:when test="$name?kind = 'org' or not($name?forename)"><namePart>{$name?name}</namePart></xsl:when>
        <xsl:otherwise>
          <namePart type="family">{f:joined($name?particle, $name?surname)}</namePart>
          <namePart type="given">{$name?forename}</namePart>
          <xsl:for-each select="$name?suffix[.]"><namePart type="termsOfAddress">{.}</namePart></xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
      <role>
        <roleTerm type="code" authority="marcrelator">{$code}</roleTerm>
        <roleTerm type="text" authority="marcrelator">{$role}</roleTerm>
      </role>
    </name>
  </xsl:function>

  <!-- Where and when the letter was written. -->
  <xsl:function name="f:mods-origin" as="element()?">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:if test="exists(($record?place, $record?date, $record?date-words[.]))">
      <originInfo xmlns="http://www.loc.gov/mods/v3" eventType="production">
        <xsl:for-each select="$record?place"><place><placeTerm type="text">{?name}</placeTerm></place></xsl:for-each>
        <xsl:sequence select="$record?date ! f:mods-dates(.)"/>
        <xsl:for-each select="$record?date-words[.]"><dateCreated>{.}</dateCreated></xsl:for-each>
      </originInfo>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:mods-dates" as="element()+">
    <xsl:param name="date" as="map(xs:string, item()*)"/>
    <xsl:variable name="is-day" as="xs:boolean" select="$date?start = $date?end"/>
    <xsl:for-each select="if ($is-day) then '' else ('start'[exists($date?start)], 'end'[exists($date?end)])">
      <dateCreated xmlns="http://www.loc.gov/mods/v3" encoding="{if (starts-with(($date?start, $date?end)[1], '-')) then 'edtf' else 'w3cdtf'}">
        <xsl:if test=". = ('', 'start')"><xsl:attribute name="keyDate" select="'yes'"/></xsl:if>
        <xsl:if test=". ne ''"><xsl:attribute name="point" select="."/></xsl:if>
        <xsl:if test="$date?doubt"><xsl:attribute name="qualifier" select="'inferred'"/></xsl:if>
        <xsl:text>{if (. = 'end') then $date?end else $date?start}</xsl:text>
      </dateCreated>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:mods-host" as="element()?">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:if test="$record?edition or $record?publisher or exists($record?published)">
      <relatedItem xmlns="http://www.loc.gov/mods/v3" type="host">
        <xsl:for-each select="$record?edition[.]"><titleInfo><title>{.}</title></titleInfo></xsl:for-each>
        <originInfo eventType="publication">
          <xsl:for-each select="$record?publication-place[.]"><place><placeTerm type="text">{.}</placeTerm></place></xsl:for-each>
          <xsl:for-each select="$record?publisher[.]"><publisher>{.}</publisher></xsl:for-each>
          <xsl:for-each select="$record?published"><dateIssued encoding="w3cdtf">{.}</dateIssued></xsl:for-each>
        </originInfo>
      </relatedItem>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:mods-links" as="element()*">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:for-each select="$record?doi"><identifier xmlns="http://www.loc.gov/mods/v3" type="doi">{.}</identifier></xsl:for-each>
    <xsl:if test="exists($record?archive) or exists($record?uri)">
      <location xmlns="http://www.loc.gov/mods/v3">
        <xsl:for-each select="$record?archive ! string-join((?settlement, ?repository)[.], ', ')[.]"><physicalLocation>{.}</physicalLocation></xsl:for-each>
        <xsl:for-each select="$record?archive ! string-join((?collection, ?shelfmark)[.], ', ')[.]"><shelfLocator>{.}</shelfLocator></xsl:for-each>
        <xsl:for-each select="$record?uri"><url usage="primary display">{.}</url></xsl:for-each>
      </location>
    </xsl:if>
    <xsl:for-each select="$record?licence">
      <accessCondition xmlns="http://www.loc.gov/mods/v3" xmlns:xlink="http://www.w3.org/1999/xlink" type="use and reproduction">
        <xsl:if test="?uri"><xsl:attribute name="xlink:href" select="?uri"/></xsl:if>
        <xsl:text>{?name}</xsl:text>
      </accessCondition>
    </xsl:for-each>
    <recordInfo xmlns="http://www.loc.gov/mods/v3"><recordIdentifier>{$record?key}</recordIdentifier></recordInfo>
  </xsl:function>
</xsl:stylesheet>
