using Rapport.Claims;

namespace Rapport.Tests.Claims;

/// <summary>What a reader may stumble over in a therapist's own words.</summary>
public sealed class CoachTests
{
    private const string Plain = "Many people come to me after a loss. We begin slowly, and you say how far we go. I listen, and I ask. You will not be rushed. Often you feel a little lighter after some weeks.";

    private const string Sencillo = "Muchas personas vienen después de una pérdida. Vamos despacio, y usted dice hasta dónde. Yo escucho y pregunto. Nadie le mete prisa. Muchas veces todo pesa un poco menos después de unas semanas.";

    [Theory]
    [InlineData(Plain)]
    [InlineData(Sencillo)]
    [InlineData("")]
    [InlineData("…!?")]
    public void Nothing_is_said_of_a_plain_text(string text) => Assert.Empty(Coach.Read(text, "en"));

    [Theory]
    [InlineData("I use CBT.", Stumble.Short, "", Stumble.Letters, "CBT")]
    [InlineData("I use evidence-based modalities.", Stumble.Trade, "evidence-based", Stumble.Trade, "modalities")]
    [InlineData("Uso TCC y trabajo con la regulación emocional.", Stumble.Letters, "TCC", Stumble.Trade, "regulación emocional")]
    public void Words_of_the_trade_and_rows_of_letters_are_named_as_they_stand(string text, object first, string found, object second, string other)
    {
        var remarks = Coach.Read(text, "en");
        Assert.Contains(remarks, remark => remark.What == (Stumble)first && remark.Found == found);
        Assert.Contains(remarks, remark => remark.What == (Stumble)second && remark.Found == other);
        Assert.All(remarks.Where(remark => remark.What == Stumble.Trade), remark => Assert.NotNull(remark.Plain));
    }

    [Theory]
    [InlineData("We look at Integrative, somatics and the transferences.", "Integrative", "somatics", "transferences")]
    [InlineData("Unintegrative psychosomatic work.")]
    public void A_plural_is_the_same_word_and_a_part_of_another_is_none(string text, params string[] found) =>
        Assert.Equal(found.Select(word => word.TrimEnd('s')), Jargon.In(text, "en").Select(word => word.Trade.TrimEnd('s')));

    [Theory]
    [InlineData("cognitive behavioral therapy (CBT)")]
    [InlineData("PTSD, OCD and ADHD")]
    [InlineData("A.B. Smith in L.A.")]
    public void Letters_that_are_spelt_out_or_that_clients_use_are_not_remarked(string text) => Assert.Empty(Jargon.In(text, "en"));

    [Fact]
    public void A_promise_a_long_sentence_and_a_text_about_clients_are_remarked()
    {
        var remarks = Coach.Read(
            "The clients that are seen in this practice are usually people in the middle of considerable transitions who have understood that something must change and are ready to engage in a structured process. A cure is guaranteed.", "en");
        Assert.Equal([Stumble.Promise, Stumble.NotToYou, Stumble.Hard, Stumble.LongSentence], remarks.Select(remark => remark.What));
        Assert.Equal("cure", remarks[0].Found);
        Assert.StartsWith("The clients that are seen", remarks[3].Found, StringComparison.Ordinal);
        Assert.InRange(remarks[2].Number, 9, 25);
    }

    [Fact]
    public void Which_language_it_is_is_told_by_the_words_and_not_by_the_page() =>
        Assert.Contains(Coach.Read("Trabajo de manera holística con las personas que vienen.", "en"), remark => remark is { Found: "holística", What: Stumble.Trade });

    [Fact]
    public void However_bad_it_is_six_remarks_are_enough()
    {
        var text = string.Join(' ', Enumerable.Repeat("Holistic integrative eclectic psychodynamic somatic relational CBT DBT EMDR ACT IFS interventions for maladaptive comorbid symptomatology.", 30));
        Assert.Equal(Coach.MostRemarks, Coach.Read(text, "en").Count);
    }
}
