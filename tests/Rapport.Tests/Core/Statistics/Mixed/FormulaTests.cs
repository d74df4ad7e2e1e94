using Rapport.Core.Statistics.Mixed;

namespace Rapport.Tests.Core.Statistics.Mixed;

public sealed class FormulaTests
{
    [Theory]
    [InlineData("y ~ x + (1|g)", "1 x")]
    [InlineData("y~1+(1|g)", "1")]
    [InlineData("y ~ 0 + x + (1|g)", "x")]
    [InlineData("y ~ x - 1 + (1|g)", "x")]
    [InlineData("y ~ -1 + x + (1|g)", "x")]
    [InlineData("y ~ x * z + (1|g)", "1 x z x:z")]
    [InlineData("y ~ z:x + x + (1|g)", "1 x z:x")]
    [InlineData("y ~ a*b*c - a:b:c + (1|g)", "1 a b c a:b a:c b:c")]
    [InlineData("y ~ (a + b)^2 + (1|g)", "1 a b a:b")]
    [InlineData("y ~ a/b + (1|g)", "1 a a:b")]
    [InlineData("y ~ log(t) * `my col` + factor(k) + (1|g)", "1 log(t) my col factor(k) log(t):my col")]
    [InlineData("y ~ x:z + x + x + (1|g)", "1 x x:z")]
    public void Fixed_effects_are_what_R_makes_of_them(string text, string terms)
    {
        var parsed = Formula.Parse(text).Fixed;

        Assert.Equal(terms.Split(' ')[0] == "1", parsed.Intercept);
        Assert.Equal(terms.StartsWith("1 ", StringComparison.Ordinal) ? terms[2..] : terms == "1" ? "" : terms, string.Join(' ', parsed.Terms.Select(term => term.Label)));
    }

    [Theory]
    [InlineData("(1|g)", "1|g")]
    [InlineData("(x|g)", "1+x|g")]
    [InlineData("(1 + x | g)", "1+x|g")]
    [InlineData("(0+x|g)", "x|g")]
    [InlineData("(x||g)", "1|g", "x|g")]
    [InlineData("(1|a:b)", "1|a:b")]
    [InlineData("(1|batch/cask)", "1|cask:batch", "1|batch")]
    [InlineData("(1|a/b/c)", "1|c:(b:a)", "1|b:a", "1|a")]
    [InlineData("(x*z|g) + (1|h)", "1+x+z+x:z|g", "1|h")]
    public void Random_parts_are_what_lme4_makes_of_them(string text, params string[] parts) => Assert.Equal(
        parts,
        Formula.Parse($"y ~ 1 + {text}").Random.Select(part =>
            string.Join('+', part.Effects.Terms.Select(term => term.Label).Prepend(part.Effects.Intercept ? "1" : "").Where(name => name.Length > 0)) + "|" + part.GroupLabel));

    [Theory]
    [InlineData("", 0)]
    [InlineData("~ x", 0)]
    [InlineData("y x", 2)]
    [InlineData("y ~ x + + (1|g)", 8)]
    [InlineData("y ~ x + (1|g", 8)]
    [InlineData("y ~ x + (1|)", 11)]
    [InlineData("y ~ x + (1|g))", 13)]
    [InlineData("y ~ x + 2 + (1|g)", 8)]
    [InlineData("y ~ x $ z", 6)]
    [InlineData("y ~ lgo(x) + (1|g)", 4)]
    [InlineData("y ~ log() + (1|g)", 8)]
    [InlineData("y ~ x (1|g)", 6)]
    [InlineData("y ~ x", 5)]
    [InlineData("y ~ x*(1|g)", 6)]
    [InlineData("y ~ x - (1|g)", 8)]
    [InlineData("y ~ ((1|g))", 5)]
    [InlineData("y ~ x^x + (1|g)", 6)]
    [InlineData("y ~ `x + (1|g)", 4)]
    [InlineData("factor(y) ~ x + (1|g)", 0)]
    [InlineData("y ~ x + (0|g)", 8)]
    public void What_cannot_be_read_has_a_caret_under_the_place(string text, int position)
    {
        var problem = Assert.Throws<FormulaException>(() => Formula.Parse(text));

        Assert.Equal(position, problem.Position);
        var lines = problem.Message.Split('\n');
        Assert.Equal(text, lines[1][2..]);
        Assert.Equal(position + 2, lines[2].IndexOf('^', StringComparison.Ordinal));
    }

    [Fact]
    public void It_names_the_columns_that_it_needs() =>
        Assert.Equal(["y", "x", "t", "k", "b", "a"], Formula.Parse("log(y) ~ x*log(t) + x:k + (x|a/b)").Columns);
}
