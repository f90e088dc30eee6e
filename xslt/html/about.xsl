<?xml version="1.0" encoding="UTF-8"?>
<!-- About the edition: what was corrected, what software did, how the letter was encoded; licence and provenance. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:m="https://epistola.example/ns/mode" xmlns:v="https://epistola.example/ns/variable"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template name="f:corrections" as="element(section)?">
    <xsl:context-item use="absent"/>
    <xsl:if test="exists($v:corrections)">
      <section class="corrections" id="corrections" aria-labelledby="corrections-heading">
        <h2 id="corrections-heading">{f:label('corrections')}</h2>
        <div class="table-frame" tabindex="0" role="group" aria-labelledby="corrections-heading">
          <table>
            <thead>
              <tr>
                <th scope="col">{f:label('corrections-source')}</th>
                <th scope="col">{f:label('corrections-corrected')}</th>
                <th scope="col">{f:label('corrections-by')}</th>
                <th scope="col">{f:label('corrections-where')}</th>
              </tr>
            </thead>
            <tbody>
              <xsl:apply-templates select="$v:corrections" mode="m:correction"/>
            </tbody>
          </table>
        </div>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:variable name="v:correctors" as="map(xs:string, xs:string*)" select="map:merge(
    distinct-values($v:corrections/tei:corr[1]/@resp) ! map:entry(string(.), f:people(.)))"/>

  <xsl:mode name="m:correction" on-no-match="fail"/>

  <xsl:template match="tei:choice" mode="m:correction" as="element(tr)">
    <tr>
      <td>{f:as-written(tei:sic[1])}</td>
      <td>{f:words(tei:corr[1])}</td>
      <td>{string-join(($v:correctors(string(tei:corr[1]/@resp)), tei:corr[1]/@cert[. = ('high', 'medium', 'low', 'unknown')] ! f:label('certainty-' || .)), ', ')}</td>
      <td><a href="#{f:id(.)}">{f:where(.)}</a></td>
    </tr>
  </xsl:template>

  <xsl:template name="f:about" as="element(section)">
    <xsl:context-item use="absent"/>
    <section class="about" id="about" aria-labelledby="about-heading">
      <h2 id="about-heading">{f:label('about')}</h2>
      <dl>
        <xsl:sequence select="f:fact('editors', f:listed($v:subject?editors?name, f:label('and')))"/>
        <xsl:sequence select="f:fact('published-by', string-join(($v:subject?publisher, substring($v:subject?published, 1, 4))[.], ', '))"/>
        <xsl:sequence select="f:linked-fact('address', $v:subject?uri, $v:subject?uri)"/>
        <xsl:sequence select="f:linked-fact('licence', $v:subject?licence?name, $v:subject?licence?uri)"/>
        <xsl:sequence select="f:fact('source', string-join($v:subject?source ! (?title, ?statement)[.] ! f:without-full-stop(.), '. '))"/>
        <xsl:sequence select="f:fact('encoded-with', string-join($v:documents[1]/tei:teiHeader/tei:encodingDesc/tei:appInfo/tei:application
          ! string-join((f:words(tei:label[1])[.], @version), ' '), ', '))"/>
      </dl>
      <xsl:sequence select="f:machine(), f:declarations()"/>
    </section>
  </xsl:template>

  <xsl:function name="f:fact" as="element(div)?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="f:linked-fact($label, $value, ())"/>
  </xsl:function>

  <xsl:function name="f:linked-fact" as="element(div)?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:param name="uri" as="xs:string?"/>
    <xsl:sequence select="f:leading-fact($label, $value, $uri[matches(., '^(https?:|#)\S+$')] ! iri-to-uri(.))"/>
  </xsl:function>

  <!-- A fact that leads to an address that is known to be one. -->
  <xsl:function name="f:leading-fact" as="element(div)?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:param name="href" as="xs:string?"/>
    <xsl:if test="$value">
      <div class="fact fact-{$label}">
        <dt>{f:label($label)}</dt>
        <dd>
          <xsl:choose>
            <xsl:when test="$href"><a href="{$href}"><xsl:sequence select="f:isolated($value)"/></a></xsl:when>
            <xsl:otherwise><xsl:sequence select="f:isolated($value)"/></xsl:otherwise>
          </xsl:choose>
        </dd>
      </div>
    </xsl:if>
  </xsl:function>

  <!-- What software did: each program, what it answers for, and how many places it has marked. -->
  <xsl:function name="f:machine" as="element()*">
    <xsl:variable name="marked" as="xs:string*" select="($v:texts | $v:documents/tei:teiHeader/tei:profileDesc)//@resp ! tokenize(.)"/>
    <xsl:if test="exists($v:software)">
      <h3>{f:label('machine')}</h3>
      <p>{f:label('machine-explained')}</p>
      <ul class="machine">
        <xsl:for-each select="$v:software">
          <xsl:variable name="pointer" as="xs:string*" select="(@xml:id, tei:name/@xml:id) ! ('#' || .)"/>
          <xsl:variable name="count" as="xs:integer" select="count(index-of($marked, $pointer[1]))"/>
          <li>{f:words(tei:name[1])}: {f:words(tei:resp[1])}{f:counted($count)}</li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:counted" as="xs:string">
    <xsl:param name="count" as="xs:integer"/>
    <xsl:sequence select="
      if ($count = 0) then ''
      else ' (' || (if ($count = 1) then f:label('machine-count-one') else f:label('machine-count', string($count))) || ')'"/>
  </xsl:function>

  <!-- What the header declares on the editing. -->
  <xsl:function name="f:declarations" as="element()*">
    <xsl:for-each select="$v:documents[1]/tei:teiHeader/tei:encodingDesc/(tei:projectDesc | tei:editorialDecl/*)[normalize-space()]">
      <h3>
        <xsl:variable name="key" as="xs:string" select="'decl-' || local-name()"/>
        <xsl:text>{if (map:contains($v:labels?en, $key)) then f:label($key) else f:label('decl-p')}</xsl:text>
      </h3>
      <xsl:for-each select="f:in-page-language(if (tei:p) then tei:p else .)">
        <p>
          <xsl:sequence select="f:language-attributes(.)"/>
          <xsl:text>{f:words(node())}</xsl:text>
        </p>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:function>

  <!-- Of statements in several languages, those in the language of the page, if there are any. -->
  <xsl:function name="f:in-page-language" as="element()*">
    <xsl:param name="statements" as="element()*"/>
    <xsl:variable name="fitting" as="element()*" select="$statements[not(@xml:lang) or lang($v:language, .)]"/>
    <xsl:sequence select="if (exists($fitting)) then $fitting else $statements"/>
  </xsl:function>
</xsl:stylesheet>
