<?xml version="1.0" encoding="UTF-8"?>
<!-- An identifier that is made of words and stays the same as long as they do: a UUID of version 8 (RFC 9562, 5.8), whose
     bits are four remainders of the words, read as a number in four bases. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- Begins with "uuid-", since an xml:id may not begin with a digit. -->
  <xsl:function name="f:uuid" as="xs:string" cache="yes">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="digits" as="xs:string" select="string-join((1000003, 16777619, 1597334677, 2147483629) ! f:remainder($words, .))"/>
    <xsl:variable name="variant" as="xs:string" select="translate(substring($digits, 17, 1), '0123456789abcdef', '89ab89ab89ab89ab')"/>
    <xsl:sequence select="'uuid-' || string-join((substring($digits, 1, 8), substring($digits, 9, 4), '8' || substring($digits, 14, 3),
      $variant || substring($digits, 18, 3), substring($digits, 21)), '-')"/>
  </xsl:function>

  <!-- The remainder by the greatest prime below 2 to the power of 32, in eight hexadecimal digits. A few numbers at the end let
       short words change all digits, too. -->
  <xsl:function name="f:remainder" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="base" as="xs:integer"/>
    <xsl:variable name="number" as="xs:integer" select="fold-left((string-to-codepoints(normalize-unicode($words)), 1 to 8), 1,
      function($sum, $next) { ($sum * $base + $next) mod 4294967291 })"/>
    <xsl:sequence select="string-join((268435456, 16777216, 1048576, 65536, 4096, 256, 16, 1)
      ! substring('0123456789abcdef', 1 + ($number idiv .) mod 16, 1))"/>
  </xsl:function>
</xsl:stylesheet>
