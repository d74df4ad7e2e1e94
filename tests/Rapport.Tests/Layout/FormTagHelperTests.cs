using Rapport.Tests.Support;

namespace Rapport.Tests.Layout;

public sealed class FormTagHelperTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/es/therapists?place=94610")]
    [InlineData("/therapists?place=94610&radius=1&format=online")]
    [InlineData("/therapist/marisol-vega-1")]
    [InlineData("/therapist/marisol-vega-1/wrong")]
    [InlineData("/list")]
    public async Task No_form_is_filled_again_by_the_browser(string address)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var forms = (await app.Page(address)).QuerySelectorAll("form");
        Assert.All(forms, form => Assert.Equal("off", form.GetAttribute("autocomplete")));
        Assert.True(forms.Length > 0 || address == "/list");
    }
}
