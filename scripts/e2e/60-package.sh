#!/usr/bin/env bash
# The package of the feed reader by itself: it can be made, and a program that knows nothing else prints what its README says.
source "$(dirname "$0")/lib.sh"
dotnet pack "$root/src/Broadsheet.Feeds" -c Release -o "$work/packages" -v quiet > /dev/null
readme=$root/src/Broadsheet.Feeds/README.md
mkdir "$work/app"
cat > "$work/app/app.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <UseAppHost>false</UseAppHost>
    <RestoreSources>$work/packages</RestoreSources>
    <RestorePackagesPath>$work/restored</RestorePackagesPath>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="Broadsheet.Feeds" Version="*-*" /></ItemGroup>
</Project>
XML
sed -n '/^```csharp$/,/^```$/p' "$readme" | sed '/^```/d' > "$work/app/Program.cs"
grep -E '^Console\.WriteLine' "$work/app/Program.cs" | sed -E 's/.*\/\/ +//' > "$work/said"
dotnet build "$work/app" -c Release -v quiet -o "$work/built" > "$work/build.log" 2>&1 || { cat "$work/build.log"; fail "the package cannot be used"; }
dotnet "$work/built/app.dll" > "$work/printed"
[ -s "$work/said" ] || fail "the README says nothing"
diff "$work/said" "$work/printed" || fail "the README's example prints something else"
[ -n "$(find "$work/restored" -name README.md)" ] || fail "the package has no README"
