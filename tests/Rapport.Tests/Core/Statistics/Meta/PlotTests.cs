using System.Xml.Linq;
using Rapport.Core.Statistics.Meta;

namespace Rapport.Tests.Core.Statistics.Meta;

/// <summary>Forest and funnel plots as files that anybody opens and hears.</summary>
public sealed class PlotTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Both_have_a_title_a_description_each_study_and_nothing_that_is_fetched_or_run()
    {
        var fit = Fit("meta_bcg.csv", "tpos,tneg,cpos,cneg", EffectScale.LogRiskRatio, "author");
        foreach (var svg in (string[])[ForestPlot.Of(fit, EffectScale.LogRiskRatio, "What <they> find"), FunnelPlot.Of(fit, EffectScale.LogRiskRatio, "What <they> find")])
        {
            var root = XDocument.Parse(svg).Root!;
            Assert.Equal(("img", "title desc"), ((string)root.Attribute("role")!, (string)root.Attribute("aria-labelledby")!));
            Assert.Equal("What <they> find", root.Element(Svg + "title")!.Value);
            Assert.True(root.Element(Svg + "desc")!.Value.Length > 50);
            Assert.Contains("prefers-color-scheme:dark", root.Element(Svg + "style")!.Value, StringComparison.Ordinal);
            Assert.DoesNotContain(root.Descendants(), element => element.Name.LocalName is "script" or "image" or "use" or "foreignObject" or "a");
            Assert.DoesNotContain("url(", svg, StringComparison.Ordinal);
            Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
            Assert.Equal(1, svg.Split("http").Length - 1);
        }
        var forest = XDocument.Parse(ForestPlot.Of(fit, EffectScale.LogRiskRatio, "x")).Root!;
        Assert.Equal(13, forest.Elements(Svg + "rect").Count(element => (string?)element.Attribute("class") == "study"));
        Assert.Contains(forest.Elements(Svg + "text"), element => element.Value == "Ferguson & Simes");
        Assert.Contains(forest.Elements(Svg + "text"), element => element.Value == "0.49 [0.33, 0.73]");
        Assert.Contains(forest.Elements(Svg + "text"), element => element.Value == "[0.14, 1.76]");
    }

    [Fact]
    public void Names_from_anybody_s_table_stay_text()
    {
        var studies = new StudyEffects(
            ["<script>alert(1)</script>", "a & \"b\"\u0001\u202e", new string('w', 200)], [0.1, 0.2, 1e9], [0.01, 0.02, 1e12], Moderators.None(3));
        var root = XDocument.Parse(ForestPlot.Of(MetaAnalysis.Fit(studies, TauMethod.DL), EffectScale.AsGiven, "x")).Root!;

        Assert.Contains(root.Elements(Svg + "text"), element => element.Value == "<script>alert(1)</script>");
        Assert.DoesNotContain(root.Descendants(), element => element.Name.LocalName == "script");
    }

    [Theory, InlineData(1), InlineData(2), InlineData(60)]
    public void Few_and_many_studies_are_drawn(int count)
    {
        var studies = new StudyEffects(
            [.. Enumerable.Range(1, count).Select(i => $"Study {i}")], [.. Enumerable.Range(0, count).Select(i => 0.1 * Math.Sin(i))],
            [.. Enumerable.Range(0, count).Select(i => 0.01 + (0.002 * i))], Moderators.None(count));
        foreach (var knappHartung in (bool[])[false, true])
        {
            var fit = MetaAnalysis.Fit(studies, TauMethod.REML, knappHartung);
            Assert.DoesNotContain("NaN", ForestPlot.Of(fit, EffectScale.FisherZ, "x"), StringComparison.Ordinal);
            Assert.DoesNotContain("NaN", FunnelPlot.Of(fit, EffectScale.FisherZ, "x"), StringComparison.Ordinal);
        }
    }

    private static MetaFit Fit(string file, string columns, EffectScale scale, string label) => MetaAnalysis.Fit(
        StudyTable.Of(Golden.Table(file), new(scale, columns.Split(',')), [], label, null).Studies, TauMethod.REML, knappHartung: true);
}
