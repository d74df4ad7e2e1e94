using System.Reflection;
using Rapport.Tests.Support;
using Xunit.Sdk;

namespace Rapport.Tests.Demo;

/// <summary>The laws of <see cref="PeopleTests"/> are no luck of one seed.</summary>
public sealed class PeopleOfOtherSeedsTests
{
    private const int First = 1000;

    [Fact]
    public void People_of_any_seed_are_as_coherent() => Trial.Run(inShort: 1, inLong: 60, seeds =>
    {
        var laws = typeof(PeopleTests).GetMethods().Where(method => method.IsDefined(typeof(FactAttribute))).ToList();
        Assert.NotEmpty(laws);
        var broken = new List<string>();
        for (var seed = First; seed < First + seeds; seed++)
        {
            var people = new PeopleTests(seed);
            foreach (var law in laws)
            {
                try
                {
                    law.Invoke(people, BindingFlags.DoNotWrapExceptions, null, null, null);
                }
                catch (XunitException e)
                {
                    broken.Add($"Seed {seed}, {law.Name}: {e.Message}");
                }
            }
        }
        Assert.True(broken.Count == 0, string.Join('\n', broken));
    });
}
